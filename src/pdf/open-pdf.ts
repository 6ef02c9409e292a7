// Opens the file of a paper: tagged PDF/A-3a and PDF/UA-1, with its metadata, fonts and attachments.

import { GatheringPdf } from './gathering-pdf.ts'
import { type LetterFonts, printable } from './printable-text.ts'

/** A file carried inside the PDF (PDF/A-3), such as records.json. */
export interface Attachment {
  name: string
  type: string
  bytes: Uint8Array
}

export interface PdfOpening {
  /** Of the kind of paper, shown by readers: no personal data. */
  title: string
  /** Stands in the metadata and makes the file id differ. */
  docNo: string
  /** BCP 47, e.g. `ja-JP`. */
  language: string
  fonts: LetterFonts
  /** The only clock: creation date and file id follow from it and the words above. */
  producedAt: Date
  attachments?: readonly Attachment[] | undefined
}

export function openPdf(opening: PdfOpening): GatheringPdf {
  const { title, docNo, language, fonts, producedAt } = opening
  const pdf = new GatheringPdf(fonts, {
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: language,
    displayTitle: true,
    // Without this pdfkit opens Helvetica, which PDF/A does not allow unless embedded.
    font: null as unknown as string,
    info: {
      Title: xmlSafe(title),
      Subject: xmlSafe(docNo),
      Creator: 'Kirokubo',
      Producer: 'PDFKit',
      CreationDate: producedAt,
      ModDate: producedAt,
    },
  })
  pdf.appendXML(PDF_UA)
  for (const { name, type, bytes } of opening.attachments ?? []) {
    pdf.file(
      bytes as Buffer,
      {
        name,
        type,
        creationDate: producedAt,
        modifiedDate: producedAt,
        relationship: 'Data',
      } as PDFKit.Mixins.PDFAttachmentOptions,
    )
  }
  return pdf
}

/** ISO 14289-1, 5. PDF/A knows no such property: its schema has to stand beside it (ISO 19005-3, 6.6.2.3). */
const PDF_UA = `
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about=""
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                    <pdfaProperty:name>part</pdfaProperty:name>
                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                    <pdfaProperty:category>internal</pdfaProperty:category>
                    <pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        `

/** pdfkit copies the values of `info` into XML as they are. */
function xmlSafe(text: string): string {
  return printable(text).replaceAll('&', '＆').replaceAll('<', '＜').replaceAll('>', '＞')
}
