import { safe, type SafeText } from '@keyless/core';
import type { StsFailure } from '../sts-port.ts';
import type { CalledService, Meaning } from './failed-call.ts';
import { safeSaid } from './safe-said.ts';

type Explainer = (call: CalledService, detail: SafeText) => Meaning;

/** Explains why no answer of STS came; by the codes of Node and of the SDK's HTTP client. */
export function explainNetwork(
  failure: Extract<StsFailure, { type: 'network' }>,
  call: CalledService,
): Meaning {
  const explain = explainers.get(failure.code) ?? (TLS.test(failure.code) ? tls : other);
  return explain(call, safeSaid(failure.code === 'NOT_STS' ? failure.message : failure.code));
}

const TLS = /^ERR_(?:SSL|TLS)_|^EPROTO$/u;

const unknownHost: Explainer = (call) => ({
  meaning: safe`The name ${call.host} could not be looked up: there is no connection, or the region or the endpoint's name is wrong (region ${call.region})`,
  action: withProxy(call, safe`Check the connection (VPN, DNS), the profile's region, and endpoint_url`),
});

const refused: Explainer = (call) => ({
  meaning: safe`${call.host} is reachable, but nothing accepts connections there`,
  action: withProxy(
    call,
    safe`Check endpoint_url and AWS_ENDPOINT_URL, and that the service behind them runs`,
  ),
});

const dropped: Explainer = (call, code) => ({
  meaning: safe`The connection to ${call.host} was cut (${code})`,
  action: withProxy(call, safe`Try again; if it stays, a firewall or proxy is in the way`),
});

const late: Explainer = (call) => ({
  meaning: safe`${call.host} did not answer in time`,
  action: withProxy(call, safe`Check the connection (VPN, firewall) and try again`),
});

const unreachable: Explainer = (call, code) => ({
  meaning: safe`There is no way to ${call.host} (${code})`,
  action: withProxy(call, safe`Check the connection and the VPN`),
});

const tls: Explainer = (call, code) => ({
  meaning: safe`The certificate that ${call.host} showed is not trusted (${code}): often a proxy of the company that opens encrypted connections`,
  action: call.caBundle
    ? safe`Check that the configured CA bundle (ca_bundle or AWS_CA_BUNDLE) holds the certificate of that proxy`
    : safe`Set ca_bundle or AWS_CA_BUNDLE to a PEM file with the certificate of that proxy`,
});

const badBundle: Explainer = () => ({
  meaning: safe`The configured CA bundle cannot be read`,
  action: safe`Check the path in ca_bundle and AWS_CA_BUNDLE: it must be a readable PEM file`,
});

const notSts: Explainer = (call, detail) => ({
  meaning: safe`Something else than STS answered at ${call.host} (${detail}): a proxy, a login page of the network, or a wrong endpoint`,
  action: withProxy(call, safe`Check the proxy, and endpoint_url and AWS_ENDPOINT_URL where they are set`),
});

const other: Explainer = (call, code) => ({
  meaning: safe`The call to ${call.host} failed before an answer came (${code})`,
  action: withProxy(call, safe`Check the connection and try again`),
});

function withProxy(call: CalledService, action: SafeText): SafeText {
  if (!call.proxy) return action;
  return safe`${action}. The environment names a proxy (HTTPS_PROXY), which the AWS SDK does not use by itself; in VS Code set http.proxy`;
}

const explainers: ReadonlyMap<string, Explainer> = new Map([
  ['ENOTFOUND', unknownHost],
  ['EAI_AGAIN', unknownHost],
  ['ECONNREFUSED', refused],
  ['ECONNRESET', dropped],
  ['EPIPE', dropped],
  ['ETIMEDOUT', late],
  ['TimeoutError', late],
  ['EHOSTUNREACH', unreachable],
  ['ENETUNREACH', unreachable],
  ['CERT_HAS_EXPIRED', tls],
  ['CERT_NOT_YET_VALID', tls],
  ['CERT_UNTRUSTED', tls],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', tls],
  ['SELF_SIGNED_CERT_IN_CHAIN', tls],
  ['UNABLE_TO_GET_ISSUER_CERT', tls],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', tls],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', tls],
  ['CA_BUNDLE', badBundle],
  ['NOT_STS', notSts],
]);
