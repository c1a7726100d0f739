/** The Node side of the workspace: everything that touches the disk apart from the sessions' own caches. */
export { readAwsPaths, type AwsPathOptions, type AwsPaths, type Environment } from './aws-paths.ts';
export { exclusionOf, type IsExcluded } from './configuration/exclusion.ts';
export { baselinePath, knownFindings, type KnownFindings } from './configuration/known-findings.ts';
export {
  CONFIGURATION_NAME,
  nearestConfiguration,
  pathInConfiguration,
  type IsTaken,
} from './configuration/nearest-configuration.ts';
export { readGitFacts, type GitOptions, type Remember } from './git/git-facts.ts';
export { eagerFileSystem } from './eager-file-system.ts';
export { errorCode, nodeFileSystem, type FileSystem, type ReadingFileSystem } from './file-system.ts';
export {
  decodeDocument,
  fileText,
  MAX_DOCUMENT_BYTES,
  readDocument,
  type DocumentReading,
  type ReadDocument,
  type ReadOptions,
} from './read-document.ts';
export { skipOf, type Skip, type SkipCode } from './skip.ts';
export { threadedFileSystem } from './threaded-file-system.ts';
export {
  walkDocuments,
  type ForeignFile,
  type FoundDocument,
  type SkippedEntry,
  type WalkEntry,
  type WalkOptions,
} from './walk-documents.ts';
export { ForeignOwnerError } from './keep-owner.ts';
export { FileChangedError, NotAFileError, writeFileAtomic, type WriteOptions } from './write-file-atomic.ts';
