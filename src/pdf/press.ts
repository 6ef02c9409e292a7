// The press: draws every paper from its plain document, with templates and fonts that were loaded once.

import type { Printer } from '../usecases/disclosure-ports.ts'
import type { Edition } from '../usecases/letter-document.ts'
import { findMissingGlyphs, type LetterFonts } from './printable-text.ts'
import { recordsCsv, recordsJson } from './records-file.ts'
import { renderExtract } from './render-extract.ts'
import { renderLetter } from './render-letter.ts'
import { renderRegister } from './render-register.ts'
import type { LetterTemplates } from './template-schema.ts'

export interface PressKit {
  templates: Readonly<Record<Edition, LetterTemplates>>
  fonts: LetterFonts
}

const encoder = new TextEncoder()

/** Draws where it is called: a runtime with threads calls it on one of its own. */
export function createPress({ templates, fonts }: PressKit): Printer {
  return {
    missingGlyphs: async document => findMissingGlyphs(document, fonts),
    async print({ document, edition }, issuedAt) {
      // One for all editions: the Japanese words are the original.
      const json = encoder.encode(recordsJson(document, templates.ja))
      const csv = encoder.encode(recordsCsv(document, templates.ja))
      const pdf = await renderExtract(document, {
        templates: templates[edition],
        fonts,
        producedAt: new Date(issuedAt),
        attachments: [
          { name: 'records.json', type: 'application/json', bytes: json },
          { name: 'records.csv', type: 'text/csv', bytes: csv },
        ],
      })
      return { pdf, json, csv }
    },
    printLetter: ({ document, edition }, issuedAt) =>
      renderLetter(document, {
        templates: templates[edition],
        fonts,
        producedAt: new Date(issuedAt),
      }),
    printRegister: ({ document, edition }, madeAt) =>
      renderRegister(document, {
        templates: templates[edition],
        fonts,
        producedAt: new Date(madeAt),
      }),
  }
}
