#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { at } from './checkout.mjs';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

const showsPages = ['serve', 'demo'].includes(process.argv[2]) && !process.argv.includes('--help');
await ensureInstalled();
await ensureBuilt('server', ...(showsPages ? ['web'] : []));
process.setSourceMapsEnabled(true);
await import(pathToFileURL(at('dist', 'server.mjs')).href);
