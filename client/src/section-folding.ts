import { FoldingRange, languages, type Disposable } from 'vscode';
import { AWS_CONFIG_LANGUAGE } from './document-selector.ts';
import { sectionSpans } from './section-spans.ts';

/** Folds the sections of AWS files. A language configuration can fold by indentation or by markers only. */
export function registerSectionFolding(): Disposable {
  return languages.registerFoldingRangeProvider(
    { language: AWS_CONFIG_LANGUAGE },
    {
      provideFoldingRanges: (document) =>
        sectionSpans(document.getText().split(/\r\n|\r|\n/u)).map(
          ({ first, last }) => new FoldingRange(first, last),
        ),
    },
  );
}
