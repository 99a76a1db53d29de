import { runService } from '@lastmile/telemetry';
import { createAuditorApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'auditor', readConfig, start: createAuditorApp });
