import { isForeignSection } from '../aws/foreign-section.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { sectionId } from '../documents/ini/header-form.ts';
import type { IniSection } from '../documents/ini/nodes.ts';

/** The sections of a file by what their headers mean, see `sectionId`. */
type Headers = ReadonlyMap<string, readonly IniSection[]>;

/**
 * Whether a profile that the tools do not find stands in one of the two files all the same, under a header that hides
 * it, which other rules tell. `files` are the headers of both.
 */
export function isMisnamed(name: string, { profiles }: ProfileGraph, files: readonly Headers[]): boolean {
  // In the credentials file a prefix is part of the name.
  if (profiles.get(`profile ${name}`)?.credentials) return true;
  const meant = sectionId({ type: 'profile', name });
  const unprefixed = sectionId({ type: 'other', name });
  return files.some(
    (headers) =>
      headers.has(meant) || headers.get(unprefixed)?.some((section) => !isForeignSection(section)) === true,
  );
}
