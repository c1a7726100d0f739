import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAwsPaths, type Environment } from './aws-paths.ts';

const linux = { cwd: '/srv', platform: 'linux' } as const;

describe('readAwsPaths', () => {
  it('is ~/.aws where the environment says nothing', () => {
    expect(readAwsPaths({}, '/home/me', linux)).toEqual({
      config: '/home/me/.aws/config',
      credentials: '/home/me/.aws/credentials',
    });
  });

  it.each([
    ['~/conf', '/home/me/conf'],
    ['~', '/home/me'],
    ['$DIR/conf', '/d/conf'],
    ['${DIR}/conf', '/d/conf'],
    ['$DIR2/${NONE}/$', '/srv/$DIR2/${NONE}/$'],
    ['$TILDE/conf', '/home/me/conf'],
    ['~other/conf', '/srv/~other/conf'],
    ['a/conf', '/srv/a/conf'],
    ['/a/~/conf', '/a/~/conf'],
    ['%DIR%/conf', '/srv/%DIR%/conf'],
  ])('expands %s as botocore does', (given, expected) => {
    const env = { AWS_CONFIG_FILE: given, DIR: '/d', TILDE: '~' };
    expect(readAwsPaths(env, '/home/me', linux).config).toBe(expected);
  });

  it('inserts a value as it is, without reading it as a pattern', () => {
    const env = { AWS_CONFIG_FILE: '~/$DIR', DIR: '$&$1' };
    expect(readAwsPaths(env, '/home/$&', linux).config).toBe('/home/$&/$&$1');
  });

  it.each([
    ['~/conf', '/home/me/conf'],
    ['$DIR/conf', '/srv/$DIR/conf'],
    ['', '/home/me/.aws/credentials'],
  ])('expands %j as the JavaScript SDK does', (given, expected) => {
    const env = { AWS_SHARED_CREDENTIALS_FILE: given, DIR: '/d' };
    expect(readAwsPaths(env, '/home/me', { ...linux, reader: 'js' }).credentials).toBe(expected);
  });

  it('takes an empty value for no file, as botocore does', () => {
    const env = { AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '$EMPTY', EMPTY: '' };
    expect(readAwsPaths(env, '/home/me', linux)).toEqual({ config: undefined, credentials: undefined });
  });

  it('knows %VAR% and variables of any case on Windows', () => {
    const env = { AWS_CONFIG_FILE: '%appdata%/conf', APPDATA: '/data' };
    expect(readAwsPaths(env, '/home/me', { cwd: '/srv', platform: 'win32' }).config).toBe('/data/conf');
  });

  it('does not fall for names of Object.prototype', () => {
    const env: Environment = { AWS_CONFIG_FILE: '/$constructor/$__proto__' };
    expect(readAwsPaths(env, '/home/me', linux).config).toBe('/$constructor/$__proto__');
  });

  it('gives absolute paths for any value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('cli', 'js'), (given, reader) => {
        const { config } = readAwsPaths({ AWS_CONFIG_FILE: given }, '/home/me', { ...linux, reader });
        expect(config).toMatch(/^\//u);
      }),
    );
  });
});
