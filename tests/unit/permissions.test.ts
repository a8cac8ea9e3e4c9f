/** What Kerb may do is written down, and nothing of it can be loaded by a page. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifest as declared } from '../../lib/browser/manifest.ts'
import { builtExtension } from '../rig/crx.ts'
import { ROOT } from '../rig/paths.ts'

interface Manifest {
  readonly permissions?: readonly string[]
  readonly optional_permissions?: readonly string[]
  readonly host_permissions?: readonly string[]
  readonly optional_host_permissions?: readonly string[]
  readonly content_security_policy?: { readonly extension_pages?: string }
  readonly [key: string]: unknown
}

/** First column of the table: the name in backticks. An entry without a reason is none. */
const documented = (text: string): string[] =>
  [...text.matchAll(/^\| `([^`]+)`[^|]*\|([^|]*)\|([^|]*)\|$/gm)]
    .filter(([, , use = '', loss = '']) => use.trim().length > 10 && loss.trim() !== '')
    .map(([, name = '']) => name)

const asked = (manifest: Manifest): string[] => [
  ...(manifest.permissions ?? []),
  ...(manifest.optional_permissions ?? []),
  ...(manifest.host_permissions ?? []),
  ...(manifest.optional_host_permissions ?? []),
]

const table = documented(readFileSync(join(ROOT, 'docs/permissions.md'), 'utf8'))

/** Permissions without an entry, and entries without a permission. */
const differences = (manifest: Manifest): string[] => [
  ...asked(manifest)
    .filter((name) => !table.includes(name))
    .map((name) => `${name}: no reason in docs/permissions.md`),
  ...table.filter((name) => !asked(manifest).includes(name)).map((name) => `${name}: not asked for any more`),
]

/** What lets a page or another extension load a file of ours or speak to us. */
const openings = (manifest: Manifest): string[] =>
  ['web_accessible_resources', 'externally_connectable', 'sandbox', 'key', 'update_url'].filter(
    (key) => manifest[key] !== undefined,
  )

/** Directives of the pages' policy that are looser than they may be. */
function loose(manifest: Manifest): string[] {
  const policy = manifest.content_security_policy?.extension_pages ?? ''
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/)
      return [name, values.join(' ')]
    }),
  )
  const wanted: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    // The agreement as a file, in the browser's own viewer: of what the page itself has made, and nothing else.
    'frame-src': 'blob:',
    // Our own package; the school server and its live channel: by TLS, or loopback for a trial.
    'connect-src':
      "'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
  }
  const names = new Set([...directives.keys(), ...Object.keys(wanted)])
  return [...names].filter((name) => directives.get(name) !== wanted[name])
}

const built = (['chrome', 'edge'] as const).map((browser) => {
  const folder = builtExtension(browser)
  return {
    browser,
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest,
  }
})

test('each declared permission has its reason, and each reason its permission', () => {
  expect(differences(declared as unknown as Manifest)).toEqual([])
})

describe.each(built)('the package for $browser', ({ folder, manifest }) => {
  test('asks for what is documented and no more', () => {
    expect(differences(manifest)).toEqual([])
  })
  test('has nothing that a page can load or speak to', () => {
    expect(openings(manifest)).toEqual([])
  })
  test('has a strict policy for its own pages, and no inline script in them', () => {
    expect(loose(manifest)).toEqual([])
    for (const page of globSync('**/*.html', { cwd: folder })) {
      const html = readFileSync(join(folder, page), 'utf8')
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|<style/i)
    }
  })
})

/** What takes a picture of what somebody sees. */
const PICTURES = /captureVisibleTab|captureTab|tabCapture|desktopCapture|getDisplayMedia|captureOffscreen/

// Of a page that is judged adult or illegal none is ever taken, for evidence no more than by the pupil: there is one place.
test('a picture of a page is taken for a report, and nowhere else', () => {
  const sources = globSync(['lib/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}'], { cwd: ROOT })
  const taking = sources.filter(
    (path) => !path.includes('.test.') && PICTURES.test(readFileSync(join(ROOT, path), 'utf8')),
  )
  expect(taking).toEqual(['lib/browser/report.ts'])
})

test('planted: an undocumented permission, an opening and a loose policy are seen', () => {
  const base = declared as unknown as Manifest
  expect(differences({ ...base, permissions: [...(base.permissions ?? []), 'history'] })).toHaveLength(1)
  expect(differences({ ...base, permissions: base.permissions?.slice(1) ?? [] })).toHaveLength(1)
  expect(openings({ ...base, web_accessible_resources: [] })).toHaveLength(1)
  const relaxed = base.content_security_policy?.extension_pages?.replace(
    "style-src 'self'",
    "style-src 'unsafe-inline'",
  )
  expect(loose({ content_security_policy: { extension_pages: relaxed ?? '' } })).toEqual(['style-src'])
  expect(
    loose({ content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" } }),
  ).toContain('script-src')
  expect(loose({})).toContain('default-src')
  expect(documented('| `history` | because | |')).toEqual([])
})
