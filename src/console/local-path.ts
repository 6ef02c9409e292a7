// Where a page may send people next: a path of this console, never another site.

/** The path with its query; `/` for whatever leads elsewhere. */
export function localPath(text: string | undefined): string {
  if (!text?.startsWith('/')) return '/'
  try {
    // The parser reads `//host`, `/\host` and control characters as a browser does.
    const { origin, pathname, search } = new URL(text, SOMEWHERE)
    return origin === SOMEWHERE && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
  } catch {
    return '/'
  }
}

const SOMEWHERE = 'https://console.invalid'
