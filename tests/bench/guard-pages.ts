/** The pages that `npm run bench:guard` loads: our own, two hard ones, and saved ones where there are any. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT, temporaryFolder } from '../rig/paths.ts'

export interface BenchPage {
  readonly name: string
  readonly html: string
}

const words = (count: number): string => 'A river runs from a spring to the sea. '.repeat(count)

const article = (paragraphs: number): string =>
  `<!doctype html><html lang="en"><title>Rivers</title><meta name="description" content="About rivers"><h1>Rivers</h1>` +
  Array.from(
    { length: paragraphs },
    (_, i) =>
      `<h2>Part ${i}</h2><p>${words(8)}<a href="/part-${i}">more</a> <img alt="" width="20" height="20"></p>`,
  ).join('')

/** 20,000 elements, and one that changes a thousand times a second. */
export const HARD: readonly BenchPage[] = [
  {
    name: '20,000 nodes',
    html: `<!doctype html><html lang="en"><title>Table</title><table>${'<tr><td>a<td>b<td><a href="/x">c</a><td>d'.repeat(3_334)}</table>`,
  },
  {
    name: '1,000 changes a second',
    html: `<!doctype html><html lang="en"><title>Ticker</title><ul id="list">${'<li>now</li>'.repeat(50)}</ul><p>${words(20)}</p>
<script>const list = document.querySelector('#list')
let n = 0
setInterval(() => { for (let i = 0; i < 10; i++) { list.firstChild.remove(); const li = document.createElement('li'); li.textContent = n++; list.append(li) } }, 10)</script>`,
  },
]

const OWN: readonly BenchPage[] = [
  { name: 'tiny', html: '<!doctype html><html lang="en"><title>Hello</title><h1>Hello</h1><p>A page.</p>' },
  { name: 'article', html: article(12) },
  { name: 'long article', html: article(120) },
  {
    name: 'form',
    html: `<!doctype html><html lang="en"><title>Join</title><form>${Array.from({ length: 20 }, (_, i) => `<label>Field ${i} <input name="f${i}"></label>`).join('')}<button>Send</button></form>`,
  },
  {
    name: 'tiles',
    html: `<!doctype html><html lang="en"><title>Pictures</title>${'<a href="/p"><img alt="A picture" width="90" height="90"></a>'.repeat(150)}`,
  },
]

/** Saved pages that are no part of the project, where somebody has put them beside it. */
function saved(): BenchPage[] {
  const archive = join(ROOT, '..', 'shared', 'data', 'pages', 'everyday.tar.gz')
  if (!existsSync(archive)) return []
  const folder = temporaryFolder('bench-pages')
  execFileSync('tar', ['xzf', archive, '-C', folder])
  return globSync('**/*.html', { cwd: folder })
    .toSorted()
    .map((path) => ({ name: basename(path, '.html'), html: readFileSync(join(folder, path), 'utf8') }))
}

export const benchPages = (): BenchPage[] => [...OWN, ...saved()]
