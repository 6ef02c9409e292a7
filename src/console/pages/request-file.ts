// A file as a browser gets it: downloaded under its name, or looked at in the browser.

export interface ServedFile {
  bytes: Uint8Array
  mediaType: string
  /** Without any personal name (documents.md 1.9). */
  fileName: string
  inline?: boolean
}

export function fileResponse({ bytes, mediaType, fileName, inline }: ServedFile): Response {
  const how = inline ? 'inline' : 'attachment'
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `${how}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    },
  })
}
