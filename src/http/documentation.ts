// /openapi.json, /docs and the page behind each problem's `type`: all served from here, offline.

import { html } from 'hono/html'
import { describeProblem, PROBLEM_CODES } from './problem.ts'
import type { Api } from './routes.ts'
import { problemSchema } from './schemas.ts'

export interface DocumentationOptions {
  version: string
  documentationAsset: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

// Swagger UI sets style attributes; scripts come from this service only.
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"

const START_SCRIPT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true,
  validatorUrl: null, defaultModelsExpandDepth: 0, docExpansion: 'list' })`

const PAGE_STYLE = `:root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}code{font-family:ui-monospace,monospace}`

export function documentationRoutes(api: Api, options: DocumentationOptions) {
  const { app } = api
  app.openAPIRegistry.register('Problem', problemSchema)
  let document: object | undefined
  app.get('/openapi.json', c => {
    api.documentRoutes()
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Kirokubo',
        version: options.version,
        description:
          'The ledger of provisions of personal data to and from third parties (個人情報保護法 29条・30条・33条5項). Every error is a problem (RFC 9457) that says the mend.',
      },
    })
    return c.json(document)
  })

  app.get('/docs', c => {
    c.header('Content-Security-Policy', DOCS_POLICY)
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Kirokubo API</title>
          <link rel="stylesheet" href="/docs/swagger-ui.css" />
        </head>
        <body>
          <div id="docs"></div>
          <script src="/docs/swagger-ui-bundle.js"></script>
          <script src="/docs/start.js"></script>
        </body>
      </html>`)
  })

  app.get('/docs/start.js', c => {
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    return c.body(START_SCRIPT)
  })

  app.get('/docs/page.css', c => {
    c.header('Content-Type', 'text/css; charset=utf-8')
    return c.body(PAGE_STYLE)
  })

  app.get('/docs/:asset', async c => {
    const name = c.req.param('asset')
    const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined
    const bytes = type && (await options.documentationAsset(name))
    if (!type || !bytes) return c.notFound()
    return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' })
  })

  app.get('/problems/:code', c => {
    const code = c.req.param('code')
    const known = describeProblem(code)
    if (!known) return c.notFound()
    c.header('Content-Security-Policy', PAGE_POLICY)
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${known.title} · Kirokubo</title>
          <link rel="stylesheet" href="/docs/page.css" />
        </head>
        <body>
          <h1>${known.title}</h1>
          <p>HTTP status ${known.status}, code <code>${code}</code>.</p>
          <p>
            The answer that led here says what was wrong in <code>detail</code>, what to do in
            <code>fix</code>, and where in <code>errors</code> (JSON pointers into the body). Nothing of a
            refused request was recorded; sending it again after the mend is safe.
          </p>
          <p><a href="/docs">API documentation</a></p>
        </body>
      </html>`)
  })

  app.get('/problems', c => c.json({ problems: PROBLEM_CODES.map(code => `/problems/${code}`) }))
}
