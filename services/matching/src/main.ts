import 'reflect-metadata';
import { runService } from '@lastmile/telemetry';
import { createMatchingApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'matching', readConfig, start: createMatchingApp });
