// Whether the papers can be printed from the templates as they are: shape, names and glyphs.

import { type EditionTemplates, templateFile } from '../../pdf/letter-template.ts'
import { findMissingGlyphs, type LetterFonts } from '../../pdf/printable-text.ts'
import { TemplateError, type TemplateFault } from '../../pdf/template-fault.ts'
import { EDITIONS } from '../../usecases/letter-document.ts'
import { type KitFolders, loadFonts } from './press-kit.ts'
import { readTemplates } from './template-files.ts'

/** Every fault at once; none when all can be printed. Throws RuntimeFault when a file cannot be read. */
export function checkTemplates({ templatesDir, fontDir }: KitFolders): TemplateFault[] {
  try {
    return missingGlyphs(readTemplates(templatesDir), loadFonts(fontDir))
  } catch (error) {
    if (error instanceof TemplateError) return error.faults
    throw error
  }
}

function missingGlyphs(templates: EditionTemplates, fonts: LetterFonts): TemplateFault[] {
  return EDITIONS.flatMap(edition => {
    const { letters, ...parts } = templates[edition]
    return Object.entries({ ...letters, ...parts }).flatMap(([name, template]) =>
      findMissingGlyphs(template, fonts).map(({ path, codePoints }) => ({
        file: templateFile(name, edition),
        path,
        message: `no font has ${codePoints.join(', ')}: write it with other characters`,
      })),
    )
  })
}
