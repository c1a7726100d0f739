import { homedir } from 'node:os';
import { bundledRulePage, createLinter, rules } from '@keyless/core';
import { readAwsPaths, type Environment } from '@keyless/files';
import { createSessionStore } from '@keyless/sessions/cache';
import { parse } from 'dotenv';
import { version } from '../../package.json';
import type { ServerHost } from './host.ts';
import { nodeMemory } from './memory.ts';
import { nodeFiles } from './node-files.ts';
import { nodeTimers } from './timers.ts';

/** The machine that the process runs on. */
export function createNodeHost(env: Environment): ServerHost {
  const home = homedir();
  const clock = (): Date => new Date();
  return {
    version,
    linter: createLinter({ rules, clock, readers: { dotenv: (text) => parse(text) } }),
    awsPaths: readAwsPaths(env, home),
    files: nodeFiles,
    sessions: createSessionStore(env, home),
    clock,
    timers: nodeTimers,
    memory: nodeMemory,
    rulePage: bundledRulePage,
  };
}
