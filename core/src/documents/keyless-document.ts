import type { DotenvDocument } from './dotenv/nodes.ts';
import type { IniDocument } from './ini/nodes.ts';
import type { YamlDocument } from './yaml/nodes.ts';

/** Any file that can be judged. */
export type KeylessDocument = IniDocument | DotenvDocument | YamlDocument;
