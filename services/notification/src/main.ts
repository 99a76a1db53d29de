import 'reflect-metadata';
import { runService } from '@lastmile/telemetry';
import { createNotificationApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'notification', readConfig, start: createNotificationApp });
