import { runService } from '@lastmile/telemetry';
import { createGatewayApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'gateway', readConfig, start: createGatewayApp });
