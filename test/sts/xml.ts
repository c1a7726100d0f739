/** One XML element: its name, and either its text or its children. */
export type XmlElement = readonly [name: string, content: string | readonly XmlElement[]];

/** The namespace of STS's own answers. */
export const stsNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The namespace of the errors that AWS's front end gives before an operation is found. */
export const faultNamespace = 'http://webservices.amazon.com/AWSFault/2005-15-09';

const escapeText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // XML 1.0 has no form at all for the other control characters.
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
    .replaceAll('\r', '&#xD;');

const renderElement = ([name, content]: XmlElement, indent: string, attributes = ''): string => {
  const open = `${indent}<${name}${attributes}>`;
  if (typeof content === 'string') return `${open}${escapeText(content)}</${name}>\n`;
  const children = content.map((child) => renderElement(child, `${indent}  `)).join('');
  return `${open}\n${children}${indent}</${name}>\n`;
};

/** Writes a document as STS does: two spaces a level, no XML declaration, a final line end. */
export const renderXml = (root: XmlElement, namespace: string): string =>
  renderElement(root, '', ` xmlns="${namespace}"`);
