import type { RefusedProfiles } from '@keyless/sessions';
import { EXIT } from './exit-code.ts';
import type { CliIo } from './io.ts';

/** Says why the AWS CLI would refuse the files, and gives the exit code. */
export async function tellRefusal(
  { refusal: { file, line, reason } }: RefusedProfiles,
  io: CliIo,
): Promise<number> {
  const place = line === undefined ? file : `${file}:${line}`;
  await io.stderr.write(
    `keyless: ${place}: ${reason}; the AWS CLI fails for every profile until that is mended\n`,
  );
  return EXIT.findings;
}
