// Values that mean harm, for every text field a schema has: derived from the schema, so that a new field is met by itself.

import { z } from 'zod'

/** What a page would hold, had it shown a payload as anything but text. */
export const LEAKS = /<x-pwned|<script>pwned|<img src=x|"'x-pwned|" x-pwned/

/**
 * Ends an attribute, a tag, a comment and a script, makes elements of its own, and begins as a formula does.
 * @param field stands in it, so that one sees which field a page showed.
 */
export const payload = (field: string) =>
  `=1+1"'x-pwned="1" autofocus onfocus=pwned() '--><script>pwned()</script><img src=x onerror=pwned()><x-pwned>&lt;${field}`
/** The same where a field is short. */
const shortPayload = (field: string) => `=1"'x-pwned --><script>pwned()</script><x-pwned>${field}`

/** Where a field takes codes alone: names that every object has in JavaScript. */
const CODES = ['constructor', 'toString', '__proto__']
const OTHERS = ['2026-11-20', 'ZZ', 'R2026-0001', 'a@example.jp', 'driving_licence']

/**
 * A value of this schema with a payload in every text field; undefined where none is taken.
 * @param own values by path (`data_subjects.0.name`), taken as they are; undefined leaves a field out.
 */
export function hostile(
  schema: unknown,
  own: Record<string, unknown> = {},
  path: string[] = [],
): unknown {
  const place = path.join('.')
  if (Object.hasOwn(own, place)) return own[place]
  const inner = (of: unknown, ...more: string[]) => hostile(of, own, [...path, ...more])
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, of]) => [name, inner(of, name)])
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  if (schema instanceof z.ZodArray) {
    const one = inner(schema.element, '0')
    return one === undefined ? [] : [one]
  }
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      ['constructor', 'toString', 'member_id']
        .filter(name => accepts(schema.keyType, name))
        .map(name => [name, inner(schema.valueType, name)]),
    )
  }
  if (schema instanceof z.ZodUnion) return inner(schema.options[0])
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return inner(schema.unwrap())
  }
  const field = place.replaceAll('.', '-')
  const texts = [payload(field), shortPayload(field), ...CODES, ...OTHERS]
  const fixed =
    schema instanceof z.ZodEnum
      ? schema.options
      : schema instanceof z.ZodLiteral
        ? [...schema.values]
        : [1, true, false]
  return [...texts, ...fixed].find(value => accepts(schema, value))
}

function accepts(schema: unknown, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success
}
