/** Markdown as elements: no markup of the text's own, no pictures from the network, links that say where they go. */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number]
type Of<T extends Node['type']> = Extract<Node, { type: T }>

/** Deeper than anything that people write; a page must not fall over what is. */
const DEEPEST = 40

export function Markdown({ markdown }: { markdown: string }) {
  const tree = useMemo(() => parse(markdown), [markdown])
  if (tree === undefined) return <p class="prose__plain">{markdown}</p>
  const addresses = new Map<string, string>()
  for (const node of tree.children) if (node.type === 'definition') addresses.set(node.identifier, node.url)
  const levels = tree.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []))
  return <>{all(tree, { addresses, top: Math.min(...levels, 6), depth: 0 })}</>
}

function parse(markdown: string): Of<'root'> | undefined {
  try {
    return fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
  } catch {
    return undefined // Then it is shown as it was written.
  }
}

interface Setting {
  readonly addresses: ReadonlyMap<string, string>
  /** The highest heading of the text: below the page's own. */
  readonly top: number
  readonly depth: number
}

const all = (node: Node, setting: Setting): ComponentChildren =>
  'children' in node && setting.depth < DEEPEST
    ? node.children.map((child, i) => (
        <Piece key={i} node={child} setting={{ ...setting, depth: setting.depth + 1 }} />
      ))
    : null

function Piece({ node, setting }: { node: Node; setting: Setting }) {
  const inside = all(node, setting)
  switch (node.type) {
    case 'heading': {
      const Level = `h${Math.min(node.depth - setting.top + 2, 6)}` as 'h2'
      return <Level>{inside}</Level>
    }
    case 'paragraph':
      return <p>{inside}</p>
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside}</ol> : <ul>{inside}</ul>
    case 'listItem':
      return <li>{inside}</li>
    case 'emphasis':
      return <em>{inside}</em>
    case 'strong':
      return <strong>{inside}</strong>
    case 'thematicBreak':
      return <hr />
    case 'break':
      return <br />
    case 'table':
      return <Table node={node} setting={setting} />
    case 'link':
      return <Link url={node.url}>{inside}</Link>
    case 'linkReference':
      return <Link url={setting.addresses.get(node.identifier) ?? ''}>{inside}</Link>
    case 'image':
    case 'imageReference':
      return <>{node.alt}</>
    case 'definition':
    case 'yaml':
      return null
    default:
      return 'value' in node ? <>{node.value}</> : <>{inside}</>
  }
}

/** Only https opens, in a tab of its own; any other address is there to be read. */
function Link({ url, children }: { url: string; children: ComponentChildren }) {
  if (URL.parse(url)?.protocol !== 'https:') return <>{children}</>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function Table({ node, setting }: { node: Of<'table'>; setting: Setting }) {
  const [head, ...rows] = node.children
  return (
    <div class="prose__table">
      <table>
        {head && (
          <thead>
            <tr>
              {head.children.map((cell, i) => (
                <th key={i} scope="col">
                  {all(cell, setting)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.children.map((cell, k) => (
                <td key={k}>{all(cell, setting)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
