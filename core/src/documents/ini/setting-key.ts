/** Keys that read as settings; `--flag=x` in the second line of a command does not. */
const SETTING_KEY = /^[A-Za-z]\w*$/u;

/** Whether a key of an indented line is a setting that was indented by mistake, and not the rest of a long value. */
export function isSettingKey(key: string): boolean {
  return SETTING_KEY.test(key);
}
