/** A page that sends people past the filter, and ways to write it so that its markup, read by another, does not show it. */

const LINKS = Array.from(
  { length: 8 },
  (_, i) => `<a href="/go/https://www.site-${i}.example/page"><i>Site ${i}</i></a>`,
).join(' ')
/** By its words and its links: nothing else stands in it, and its scripts do nothing that is seen. */
const INNER = `<h1>Unblocked web proxy</h1><p>Bypass the filter and unblock any blocked site.</p><p>${LINKS}</p>`

const page = (script: string, inner = ''): string =>
  `<!doctype html><html lang="en"><head><title>Links</title></head><body><p>Welcome to this page</p>${inner}<script>
  const make = (name) => document.body.appendChild(document.createElement(name))
  const note = (data, where = document.body) => where.append(document.createComment(data))
  const show = (where, inner = ${JSON.stringify(INNER)}) => {
    const within = document.createElement('div')
    within.innerHTML = inner
    where.append(within)
    return within
  }
  const decoys = (many) => { for (let i = 0; i < many; i += 1) make('i') }
  ${script}</script></body></html>`

export const HIDDEN: readonly (readonly [string, string])[] = [
  [
    'behind comments that open what has no end',
    page(`note('--><xmp>'); note("--><a b='"); show(document.body); note("--><i c='>"); make('xmp')`),
  ],
  [
    'behind a comment that makes up for what it hides',
    page(`note('-->' + '<i></i>'.repeat(60) + '<xmp>'); show(document.body); make('xmp')`),
  ],
  [
    'behind an instruction',
    page(
      `document.body.append(document.createProcessingInstruction("a", "b")); document.body.lastChild.appendData("?><xmp>"); show(document.body); make('xmp')`,
    ),
  ],
  [
    'in an element whose text is written as it is',
    page(`const xmp = make('xmp'); xmp.append("<a b='"); show(xmp); xmp.append("'>"); decoys(600)`),
  ],
  ['in an element that is said to have no end', page(`show(make('bgsound'))`)],
  [
    'behind a comment that opens a script, among many others',
    page(`show(document.body); decoys(600)`, '<!--<script>-->'),
  ],
  ['in a template', page(`show(make('template')).parentNode.style.display = 'block'`)],
  [
    'in a template of another kind',
    page(
      `show(document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'template')))`,
    ),
  ],
  ['in what is called like a template', page(`show(make('x:template'))`)],
  [
    'behind what a template holds',
    page(
      `make('template').content.append(document.createComment('--></template>' + '<i></i>'.repeat(60) + '<xmp>')); show(document.body)`,
    ),
  ],
  [
    'behind a text that looks like a class',
    page(
      `const at = show(document.body); for (const one of at.querySelectorAll('a')) one.append(' class='), one.before(' class="')`,
    ),
  ],
  [
    'behind a value that ends like a class',
    page(
      `for (const one of show(document.body).querySelectorAll('a')) { const to = one.getAttribute('href'); one.removeAttribute('href'); one.title = ' class='; one.href = to }`,
    ),
  ],
  [
    'in the last of many attributes',
    page(`for (const one of show(document.body).querySelectorAll('a')) {
      const to = one.getAttribute('href')
      one.removeAttribute('href')
      for (let i = 0; i < 210; i += 1) one.setAttribute('q' + i, '')
      one.setAttribute('href', to)
    }`),
  ],
  [
    'behind attributes of the same name',
    page(`for (const one of show(document.body).querySelectorAll('a')) {
      const to = one.getAttribute('href')
      one.removeAttribute('href')
      one.setAttributeNS('urn:x', 'href', '/x')
      one.setAttributeNS(null, 'HREF', '/x')
      one.href = to
    }`),
  ],
  [
    'in links with a name before theirs',
    page(`for (const one of show(document.body).querySelectorAll('a')) {
      const other = document.createElementNS('http://www.w3.org/1999/xhtml', 'x:a')
      other.href = one.getAttribute('href')
      other.append('Site')
      one.replaceWith(other)
    }`),
  ],
  [
    'in large links, after many attributes',
    page(`for (const one of show(document.body).querySelectorAll('a')) {
      const to = one.getAttribute('href')
      one.removeAttribute('href')
      for (let i = 0; i < 40; i += 1) one.setAttribute('q' + i, '')
      one.setAttribute('href', to)
      const script = document.createElement('script')
      script.type = 'text/plain'
      script.text = 'x'.repeat(5_000)
      one.append(script)
    }`),
  ],
]
/** These cannot be read at all: that they cannot is what is warned of. */
export const UNREADABLE: readonly (readonly [string, string])[] = [
  [
    'behind an element that is called like a comment',
    page(
      `const svg = 'http://www.w3.org/2000/svg'; const at = document.body.appendChild(document.createElementNS(svg, 'svg')).appendChild(document.createElementNS(svg, 'foreignObject')); show(at.appendChild(document.createElementNS('http://www.w3.org/1999/xhtml', '!--:p')))`,
    ),
  ],
  [
    'behind quotation marks in the name of an attribute',
    page(`for (const one of show(document.body).querySelectorAll('a')) {
      const to = one.getAttribute('href')
      one.removeAttribute('href')
      one.setAttributeNS('urn:x', 'q="z:h', ' href=')
      one.href = to
    }`),
  ],
]
/** The same, with nothing in the way: what the others are measured by. */
export const IN_THE_OPEN = page('show(document.body)')
/** An honest page with all that is written in a way of its own: none of it is missed. */
export const MANY_KINDS = `<!doctype html><html lang="en"><head><title>Kinds</title><noscript><link rel="stylesheet" href="/a"></noscript></head><body>
  <h1>Kinds of elements</h1><p>${'A river runs from a spring to the sea. '.repeat(20)}</p>
  <!-- a > b --><!--[if IE]><p>old</p><![endif]--><?php echo "<p>" ?><noscript><p>Turn it on</p><img alt=""></noscript>
  <template><p>one</p><!-- two --></template><xmp><b>text</b></xmp><br><hr><wbr><textarea><p></textarea>
  <svg viewBox="0 0 9 9"><defs><path d="M0 0"/></defs><a xlink:href="/b"><use xlink:href="#x"/></a><foreignObject><p>in</p></foreignObject></svg>
  <math><mi>x</mi><annotation-xml encoding="text/html"><p>said</p></annotation-xml></math><o:p>office</o:p><a b"c="<" href="/c"title="d">e</a>
  <iframe srcdoc="<p>in</p>" width="20" height="20"></iframe><object><param name="a"></object><custom-element>f</custom-element>
  <script type="text/template"><p>{{ x }}</p><!-- <script> --></script><style>p > b { color: red }</style>
  <script>const made = document.body.appendChild(document.createElement('template')); made.append(document.createElement('p'), 'made by a framework')</script></body></html>`
