// The headers of every page: nothing from elsewhere, nothing inline, in no frame, in no cache.

/** No inline script or style, so that a stored name can be text alone. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  // With no-referrer a browser would hide the origin of our own forms too.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Cache-Control': 'no-store',
}

const TWO_YEARS_S = 63_072_000

export function secured(response: Response, site: string): Response {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value)
  if (site.startsWith('https:')) {
    response.headers.set('Strict-Transport-Security', `max-age=${TWO_YEARS_S}`)
  }
  return response
}
