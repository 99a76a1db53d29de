import 'reflect-metadata';
import { runService } from '@lastmile/telemetry';
import { createContractApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'contract', readConfig, start: createContractApp });
