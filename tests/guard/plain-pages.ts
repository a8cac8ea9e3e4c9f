/** Texts as pages: what is no HTML yet becomes an article with paragraphs. */
export interface Plain {
  readonly html: string
}

/** Longer than this nobody reads, and no sample reaches. Characters. */
const LONGEST = 200_000

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const fromHtml = (raw: Buffer): Plain => ({ html: raw.toString('utf8').slice(0, LONGEST) })

export function fromPlain(raw: Buffer, lang: string): Plain {
  const paragraphs = raw
    .toString('utf8')
    .slice(0, LONGEST)
    .split(/\n\s*\n/)
  const [title = ''] = (paragraphs[0] ?? '').trim().split('\n')
  const body = paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n')
  return {
    html: `<!doctype html><html lang="${lang}"><head><title>${escape(title.slice(0, 80))}</title></head><body><article><h1>${escape(title.slice(0, 80))}</h1>${body}</article></body></html>`,
  }
}

/** Words with their part of speech behind a stroke. */
export const fromTagged = (raw: Buffer, lang: string): Plain =>
  fromPlain(Buffer.from(raw.toString('utf8').replace(/(\S+)\/[^\s/]+(?=\s|$)/g, '$1')), lang)

/** Without the head of a letter, which names machines and people. */
export function fromLetter(raw: Buffer, lang: string): Plain {
  const text = raw.toString('utf8')
  const body = text.slice(Math.max(0, text.search(/\r?\n\r?\n/)))
  return /<html/i.test(body) ? { html: body.slice(0, LONGEST) } : fromPlain(Buffer.from(body), lang)
}

/** A page of the manual, without what sets it. */
export function fromManual(raw: Buffer, lang: string): Plain {
  const text = raw
    .toString('utf8')
    .replace(/^\.\\".*$/gm, '')
    .replace(/^\.[A-Z]{1,2}\b ?/gm, '')
    .replace(/\\f[A-Z]|\\[&-]|\\\([a-z]{2}/g, '')
  return fromPlain(Buffer.from(text), lang)
}
