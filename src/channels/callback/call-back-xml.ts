import { parser } from 'sax';
import { CallBackRefused } from './call-back-refused';

/** What stands in an element: its text, or elements by their names, in a list where a name comes several times. */
export type XmlValue = string | XmlElement | readonly (string | XmlElement)[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

/** No call-back is deeper or has more elements. */
const DEEPEST = 8;
const MOST_ELEMENTS = 500;
// Nothing that somebody typed; some telephones send them along, and a parser takes offence.
// eslint-disable-next-line no-control-regex -- these are exactly the characters to be removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

interface Open {
  text: string;
  elements: Map<string, (string | XmlElement)[]>;
}

/**
 * The elements within the root of a call-back, texts as they stand there: an id of 64 bits stays a text. No entity but
 * those of XML itself is known. Throws CallBackRefused.
 */
export function readXml(source: string): XmlElement {
  const reader = parser(true);
  const stack: Open[] = [];
  const roots: (string | XmlElement)[] = [];
  let seen = 0;
  reader.onerror = () => {
    throw new CallBackRefused('it is not well-formed XML');
  };
  reader.ondoctype = () => {
    throw new CallBackRefused('it declares a document type');
  };
  reader.onopentag = () => {
    seen += 1;
    if (seen > MOST_ELEMENTS || stack.length >= DEEPEST) throw new CallBackRefused('it has too many elements');
    stack.push({ text: '', elements: new Map() });
  };
  const note = (text: string): void => {
    const open = stack.at(-1);
    if (open) open.text += text;
  };
  reader.ontext = note;
  reader.oncdata = note;
  reader.onclosetag = (name) => {
    const closed = stack.pop();
    if (!closed) return;
    const value = valueOf(closed);
    const around = stack.at(-1);
    if (!around) roots.push(value);
    else around.elements.set(name, [...(around.elements.get(name) ?? []), value]);
  };
  reader.write(source.replace(CONTROL, '')).close();
  const [root] = roots;
  if (root === undefined || typeof root === 'string') throw new CallBackRefused('it has no elements');
  return root;
}

function valueOf({ text, elements }: Open): string | XmlElement {
  if (elements.size === 0) return text;
  // without a prototype: what is called __proto__ or constructor is an element like any other
  const value = Object.create(null) as Record<string, XmlValue>;
  for (const [name, all] of elements) {
    const [first] = all;
    value[name] = all.length === 1 && first !== undefined ? first : all;
  }
  return value;
}

/** The text of an element; empty where there is none or it holds elements. */
export function textIn(element: XmlElement, name: string): string {
  const value = element[name];
  return typeof value === 'string' ? value : '';
}

/** A document of one level, as the platform takes answers: numbers bare, texts as CDATA. */
export function xmlOf(elements: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(elements).map(([name, value]) => {
    const content = typeof value === 'number' ? String(value) : cdata(value);
    return `<${name}>${content}</${name}>`;
  });
  return `<xml>${lines.join('')}</xml>`;
}

/** Its own end within a text is divided between two sections. */
const cdata = (text: string): string =>
  `<![CDATA[${text.replace(CONTROL, '').toWellFormed().replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
