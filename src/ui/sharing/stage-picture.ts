// The drawing on the stage as a file: an SVG that stands alone, with its colours and typefaces in it, and a PNG of it.

/** What style sheets say of a drawing, and a file has to say itself. */
const properties = [
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin',
  'stroke-opacity', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'text-anchor', 'dominant-baseline',
  'paint-order', 'display', 'visibility', 'vector-effect',
] as const; // prettier-ignore

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The largest drawing in an element; undefined when there is none. */
export function drawingIn(root: ParentNode): SVGSVGElement | undefined {
  const area = (svg: Element): number => {
    const { width, height } = svg.getBoundingClientRect();
    return width * height;
  };
  return [...root.querySelectorAll<SVGSVGElement>('svg.drawing')].toSorted((a, b) => area(b) - area(a))[0];
}

/** The drawing as the text of an SVG file. */
export async function svgOf(drawing: SVGSVGElement): Promise<string> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copyStyles(drawing, copy);
  for (const element of copy.querySelectorAll('*')) {
    for (const name of ['class', 'tabindex', 'data-object', 'role']) element.removeAttribute(name);
    if (element.getAttribute('style') === '') element.removeAttribute('style');
  }
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute('xmlns', svgNamespace);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS(svgNamespace, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(drawing.closest('.stage') ?? document.body).backgroundColor);
  const faces = document.createElementNS(svgNamespace, 'style');
  faces.textContent = await typefaces();
  copy.prepend(faces, ground);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The drawing as a PNG, two pixels for one of the page's. */
export async function pngOf(drawing: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([await svgOf(drawing)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error('The browser could not draw the picture.'));
      }, 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Writes into a copy what the page's style sheets say of the original; what is inherited is said once. */
function copyStyles(from: Element, to: Element, inherited?: CSSStyleDeclaration): void {
  const style = getComputedStyle(from);
  const own = properties
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([name, value]) => value !== '' && (value !== inherited?.getPropertyValue(name) || !inherits(name)));
  to.setAttribute('style', own.map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`).join(';'));
  const copies = [...to.children];
  [...from.children].forEach((child, index) => {
    const copy = copies[index];
    if (copy) copyStyles(child, copy, style);
  });
}

const inherits = (name: string): boolean =>
  !['opacity', 'display', 'vector-effect', 'dominant-baseline'].includes(name);

/** The page's typefaces as rules with the files in them. */
async function typefaces(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
      .map((rule) => ({ rule, base: sheet.href })),
  );
  const texts = await Promise.all(
    rules.map(async ({ rule, base }) => {
      const source = rule.style.getPropertyValue('src');
      const [, url] = /url\("?([^")]+)"?\)/.exec(source) ?? [];
      if (url === undefined) return '';
      const response = await fetch(new URL(url, base ?? document.baseURI));
      const bytes = new Uint8Array(await response.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return rule.cssText.replace(source, `url(data:font/woff2;base64,${btoa(binary)})`);
    }),
  );
  return texts.join('\n');
}
