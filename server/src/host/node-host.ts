import { homedir } from 'node:os';
import { createLinter, rules } from '@keyless/core';
import { readAwsPaths, type Environment } from '@keyless/files';
import { parse } from 'dotenv';
import { version } from '../../package.json';
import type { ServerHost } from './host.ts';
import { nodeFiles } from './node-files.ts';
import { bundledRulePage } from './rule-pages.ts';
import { nodeTimers } from './timers.ts';

/** The machine that the process runs on. */
export function createNodeHost(env: Environment): ServerHost {
  return {
    version,
    linter: createLinter({ rules, clock: () => new Date(), readers: { dotenv: (text) => parse(text) } }),
    awsPaths: readAwsPaths(env, homedir()),
    files: nodeFiles,
    timers: nodeTimers,
    rulePage: bundledRulePage,
  };
}
