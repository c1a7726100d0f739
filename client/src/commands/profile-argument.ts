/** The profile that a command is run for: by its name, or by a line of the view of sessions. */
export function profileArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('profile' in argument)) return undefined;
  return typeof argument.profile === 'string' ? argument.profile : undefined;
}
