import { guardrails } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { addGuardrail, type ExistingChoice, type GuardrailUi } from './add-guardrail.ts';

interface Person {
  readonly kind?: string;
  readonly folder?: string | undefined;
  readonly existing?: ReadonlyMap<string, string>;
  readonly choice?: ExistingChoice;
}

function person({ kind, folder = 'file:///w', existing = new Map(), choice }: Person) {
  const files = new Map(existing);
  const saw: string[] = [];
  const ui: GuardrailUi = {
    pickGuardrail: (all) => Promise.resolve(all.find((one) => one.kind === kind)),
    pickFolder: () => Promise.resolve(folder === 'gives up' ? undefined : folder),
    create: (parent, path, text, replace) => {
      const file = `${parent}/${path}`;
      if (files.has(file) && !replace) return Promise.resolve(false);
      files.set(file, text);
      return Promise.resolve(true);
    },
    askAboutExisting: (path) => {
      saw.push(`asked about ${path}`);
      return Promise.resolve(choice);
    },
    show: (text, path) => {
      saw.push(`shown for ${path}: ${text.length}`);
      return Promise.resolve();
    },
    inform: (message) => {
      saw.push(message);
    },
  };
  return { ui, files, saw };
}

const opa = guardrails.find(({ kind }) => kind === 'opa')!;
const FILE = `file:///w/${opa.path}`;
const SHOWN = `shown for ${opa.path}: ${opa.text.length}`;
const THERE = new Map([[FILE, 'mine']]);

describe('addGuardrail', () => {
  it('makes the file and says what is next', async () => {
    const { ui, files, saw } = person({ kind: 'opa' });
    await addGuardrail(ui);
    expect([...files]).toEqual([[FILE, opa.text]]);
    expect(saw).toEqual([`${opa.next}.`]);
  });

  it.each([
    ['leaves a file alone that is there', undefined, 'mine', []],
    ['replaces it only if that is chosen', 'replace', opa.text, [`${opa.next}.`]],
    ['shows the text instead', 'show', 'mine', [SHOWN, `${opa.next}.`]],
  ] as const)('%s', async (_name, choice, text, then) => {
    const { ui, files, saw } = person({ kind: 'opa', existing: THERE, ...(choice && { choice }) });
    await addGuardrail(ui);
    expect([...files]).toEqual([[FILE, text]]);
    expect(saw).toEqual([`asked about ${opa.path}`, ...then]);
  });

  it('shows the text where no folder is open', async () => {
    const { ui, files, saw } = person({ kind: 'opa', folder: '' });
    await addGuardrail(ui);
    expect(files.size).toBe(0);
    expect(saw).toEqual([SHOWN, `${opa.next}.`]);
  });

  it.each([{}, { kind: 'opa', folder: 'gives up' }])(
    'does nothing if the person gives up: %j',
    async (given) => {
      const { ui, files, saw } = person(given);
      await addGuardrail(ui);
      expect([files.size, saw]).toEqual([0, []]);
    },
  );
});
