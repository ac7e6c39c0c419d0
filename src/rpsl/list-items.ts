import { type Attribute, locationAt, type Word } from './parse.js';

/** The items of a comma-separated list; an attribute without a value is one empty item. */
export function listItems(attribute: Attribute): Word[] {
  let offset = 0;
  return attribute.value.split(',').map((part) => {
    const text = part.trim();
    const location = locationAt(attribute, offset + part.indexOf(text));
    offset += part.length + 1;
    return { text, location };
  });
}
