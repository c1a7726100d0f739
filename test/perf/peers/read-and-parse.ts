/**
 * What no scan can do without: lists all folders below its own, reads the files that are ours in the benchmarks' tree, and
 * parses the workflows with `yaml` as our bundles hold it. Judges nothing, and says how many workflows it has seen.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

let workflows = 0;

function visit(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) visit(path);
    else if (entry.name === '.env') readFileSync(path, 'utf8');
    else if (entry.name.endsWith('.yml')) {
      parseDocument(readFileSync(path, 'utf8'));
      workflows += 1;
    }
  }
}

visit('.');
console.log(workflows);
