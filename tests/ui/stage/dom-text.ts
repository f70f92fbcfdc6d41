// A piece of the page as text: what a person could see or hear of it, whatever order its attributes were set in.

/**
 * Elements with their attributes in order of name, and text; without the marks that Svelte leaves for itself, and without live regions:
 * what they say is held back in time, so that a screen reader can follow.
 */
export function domText(node: Node, indent = ''): string {
  if (node.nodeType === Node.TEXT_NODE)
    return (node.textContent ?? '').trim() === '' ? '' : `${indent}${node.textContent ?? ''}\n`;
  if (!(node instanceof Element) || node.hasAttribute('aria-live')) return '';
  const attributes = [...node.attributes]
    .map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`)
    .sort()
    .join('');
  const inside = [...node.childNodes].map((child) => domText(child, `${indent} `)).join('');
  return `${indent}<${node.tagName.toLowerCase()}${attributes}>\n${inside}`;
}
