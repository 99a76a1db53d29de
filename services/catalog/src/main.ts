import 'reflect-metadata';
import { runService } from '@lastmile/telemetry';
import { createCatalogApp } from './app.module.js';
import { readConfig } from './config.js';

runService({ service: 'catalog', readConfig, start: createCatalogApp });
