import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import {
  appendAssignments,
  deleteAssignments,
  insertAfterAssignment,
  replaceAssignedValue,
} from './edits.ts';
import { parseDotenv } from './parser.ts';

const parse = (text: string) => parseDotenv('file:///.env', createSourceText(text));

describe('deleteAssignments', () => {
  it.each([
    ['A=1\nB=2\nC=3\n', 'B=2\n'],
    ['B=2\r\nA="1\r\n1"\r\nC=3', 'B=2'],
    ['A=1', ''],
  ])('of %j', (text, expected) => {
    const document = parse(text);
    const gone = document.assignments.filter(({ name }) => name !== 'B');
    expect(applyEdits(text, deleteAssignments(document, gone))).toBe(expected);
  });
});

describe('replaceAssignedValue', () => {
  it.each([
    ['A=1 # c\n', 'new', 'A=new # c\n'],
    ['A = "1"\n', 'new', 'A = "new"\n'],
    ["A='1'", 'new', "A='new'"],
    ['A=\nB=2', 'new', 'A=new\nB=2'],
    ['A= \n', 'new', 'A=new \n'],
    ['A=', 'a b', 'A="a b"'],
    ["A='1'", "it's", `A="it's"`],
    ['A=""', 'new', 'A="new"'],
    ['A=# c', 'new', 'A=new # c'],
  ])('in %j with %j', (text, value, expected) => {
    const document = parse(text);
    const [first] = document.assignments;
    const result = applyEdits(text, first ? replaceAssignedValue(document, first, value) : []);
    expect(result).toBe(expected);
    expect(parse(result).assignments[0]?.value).toBe(value);
  });
});

describe('insertAfterAssignment', () => {
  it.each([
    ['A=1\nB=2\n', 'A=1\nN=v\nB=2\n'],
    ['  export A = "1"\r\nB=2', '  export A = "1"\r\n  export N = "v"\r\nB=2'],
    ['A=1', 'A=1\nN=v'],
    ['A: 1\n', 'A: 1\nN=v\n'],
  ])('in %j', (text, expected) => {
    const document = parse(text);
    const [first] = document.assignments;
    expect(
      applyEdits(text, first ? insertAfterAssignment(document, first, [{ name: 'N', value: 'v' }]) : []),
    ).toBe(expected);
  });
});

describe('appendAssignments', () => {
  it.each([
    ['', 'N="a b"\n'],
    ['# c', '# c\nN="a b"'],
    ["export A='1'\n", "export A='1'\nexport N='a b'\n"],
  ])('to %j', (text, expected) =>
    expect(applyEdits(text, appendAssignments(parse(text), [{ name: 'N', value: 'a b' }]))).toBe(expected),
  );
});
