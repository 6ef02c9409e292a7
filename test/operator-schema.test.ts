// The schema that an operator's editor completes from is the one that the service checks by.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { operatorSchema } from '../src/domain/operator.ts'
import { readSample, SAMPLES } from './support/test-ledger.ts'

const FILE = new URL('../docs/operator.schema.json', import.meta.url)

test('docs/operator.schema.json is the schema in force (UPDATE=1 npm test writes it)', () => {
  const schema = `${JSON.stringify(z.toJSONSchema(operatorSchema, { io: 'input' }), null, 2)}\n`
  if (process.env.UPDATE) writeFileSync(FILE, schema)
  expect(readFileSync(FILE, 'utf8')).toBe(schema)
})

test('the sample operators fit it, and every field but those given has its default', () => {
  for (const sample of SAMPLES) {
    expect(operatorSchema.parse(readSample(sample, 'operator.json')).audit_years).toBe(10)
  }
  expect(operatorSchema.parse({}).retention).toEqual({
    grace_days: 30,
    voluntary_years: 3,
    hold_after_refusal_days: 180,
  })
})
