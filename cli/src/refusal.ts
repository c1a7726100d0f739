import type { RefusedProfiles } from '@keyless/sessions';
import { EXIT } from './exit-code.ts';
import type { CliIo } from './io.ts';

/** Says why the AWS CLI would refuse the files, and gives the exit code. */
export async function tellRefusal(
  { refusal: { file, line, reason } }: RefusedProfiles,
  io: CliIo,
): Promise<number> {
  await io.stderr.write(refusalText(line === undefined ? file : `${file}:${line}`, reason));
  return EXIT.findings;
}

/** Some reasons are sentences with a stop of their own, which does not belong into the middle of one. */
export function refusalText(place: string, reason: string): string {
  const begun = reason.replace(/\.$/u, '');
  return `keyless: ${place}: ${begun}; the AWS CLI fails for every profile until that is mended\n`;
}
