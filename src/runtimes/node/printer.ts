// The printer of extracts on Node: fonts from the package, words from templates/.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseTemplates, TEMPLATE_FILES } from '../../pdf/letter-template.ts'
import { findMissingGlyphs, type LetterFonts } from '../../pdf/printable-text.ts'
import { recordsCsv, recordsJson } from '../../pdf/records-file.ts'
import { renderExtract } from '../../pdf/render-extract.ts'
import { TemplateError } from '../../pdf/template-fault.ts'
import type { ExtractPrinter } from '../../usecases/disclosure-ports.ts'
import { RuntimeFault, systemCode } from './fault.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))

/**
 * Throws RuntimeFault when a template is missing, or was edited into something that cannot be printed.
 * @param templatesDir the operator's own words; default: templates/.
 */
export function loadPrinter(templatesDir = TEMPLATES): ExtractPrinter {
  const templates = loadTemplates(templatesDir)
  const fonts = loadFonts()
  const encoder = new TextEncoder()
  return {
    missingGlyphs: document => findMissingGlyphs(document, fonts),
    async print(document, issuedAt) {
      const json = recordsJson(document, templates)
      const csv = recordsCsv(document, templates)
      const attachments = [
        { name: 'records.json', type: 'application/json', bytes: encoder.encode(json) },
        { name: 'records.csv', type: 'text/csv', bytes: encoder.encode(csv) },
      ]
      const producedAt = new Date(issuedAt)
      const pdf = await renderExtract(document, { templates, fonts, producedAt, attachments })
      return { pdf, json, csv }
    },
  }
}

function loadTemplates(folder: string) {
  try {
    return parseTemplates(
      Object.fromEntries(
        TEMPLATE_FILES.map(name => [name, readFileSync(join(folder, name), 'utf8')]),
      ),
    )
  } catch (error) {
    if (error instanceof TemplateError) {
      throw new RuntimeFault(error.message, `Mend these files in ${folder}.`, { cause: error })
    }
    const code = systemCode(error)
    if (code === undefined) throw error
    throw new RuntimeFault(
      `A template in ${folder} cannot be read (${code}).`,
      `It needs ${TEMPLATE_FILES.join(', ')}: copy the whole folder templates/ and edit the copy.`,
      { cause: error },
    )
  }
}

function loadFonts(): LetterFonts {
  const read = (file: string) =>
    new Uint8Array(
      readFileSync(new URL(import.meta.resolve(`@expo-google-fonts/noto-sans-jp/${file}`))),
    )
  return {
    regular: read('400Regular/NotoSansJP_400Regular.ttf'),
    bold: read('700Bold/NotoSansJP_700Bold.ttf'),
  }
}
