// Whether the papers can be printed from the templates as they are: shape, names and glyphs.

import { TemplateError, type TemplateFault } from '../../pdf/template-fault.ts'
import { missingTemplateGlyphs } from '../../pdf/template-glyphs.ts'
import { type KitFolders, loadFonts } from './press-kit.ts'
import { readTemplates } from './template-files.ts'

/** Every fault at once; none when all can be printed. Throws RuntimeFault when a file cannot be read. */
export function checkTemplates({ templatesDir, fontDir }: KitFolders): TemplateFault[] {
  try {
    return missingTemplateGlyphs(readTemplates(templatesDir), loadFonts(fontDir))
  } catch (error) {
    if (error instanceof TemplateError) return error.faults
    throw error
  }
}
