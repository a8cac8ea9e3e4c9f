/** Unrelated ways to make a page out of what a voice says: what one of them is told by, another has not. */
import type { Voice } from './voices.ts'

export type Making = (voice: Voice, seed: number) => string

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const REPLIES: Readonly<
  Record<string, readonly [reply: string, quote: string, share: string, like: string, search: string]>
> = {
  cy: ['Ateb', 'Dyfynnu', 'Rhannu', 'Hoffi', 'Chwilio'],
  pl: ['Odpowiedz', 'Cytuj', 'Udostępnij', 'Lubię to', 'Szukaj'],
  ro: ['Răspunde', 'Citează', 'Distribuie', 'Apreciază', 'Caută'],
  uk: ['Відповісти', 'Цитата', 'Поширити', 'Подобається', 'Пошук'],
  ar: ['رد', 'اقتباس', 'مشاركة', 'إعجاب', 'بحث'],
  ur: ['جواب', 'اقتباس', 'شیئر', 'پسند', 'تلاش'],
  pa: ['ਜਵਾਬ', 'ਹਵਾਲਾ', 'ਸਾਂਝਾ', 'ਪਸੰਦ', 'ਖੋਜ'],
  es: ['Responder', 'Citar', 'Compartir', 'Me gusta', 'Buscar'],
  fr: ['Répondre', 'Citer', 'Partager', "J'aime", 'Rechercher'],
  de: ['Antworten', 'Zitieren', 'Teilen', 'Gefällt mir', 'Suche'],
}
const ENGLISH = ['Reply', 'Quote', 'Share', 'Like', 'Search'] as const
const says = ({ lang }: Voice) => REPLIES[lang] ?? ENGLISH

const page = (voice: Voice, body: string, head = ''): string =>
  `<!doctype html><html lang="${voice.lang}"${/ar|ur/.test(voice.lang) ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>${escape(voice.title)}</title>${head}</head><body>${body}</body></html>`

const length = (seed: number, at: number): string =>
  `${1 + ((seed * 7 + at * 11) % 40)}:${String((seed * 13 + at * 17) % 60).padStart(2, '0')}`
const hasTime = (item: string): boolean => /\d{1,2}:\d\d/.test(item)

/** A wall of films: little text, many pictures, how long each lasts. */
const tube: Making = (voice, seed) => {
  const tiles = [...voice.items, ...voice.items].map(
    (item, at) =>
      `<div class="t"><a href="/v/${seed}${at}"><img src="/i/${at}.jpg" alt=""><b>${escape(item)}</b>${hasTime(item) ? '' : `<i>${length(seed, at)}</i>`}</a><small>${(at * 37) % 900}K · ${90 - at}%</small></div>`,
  )
  return page(
    voice,
    `<div id="top"><a href="/">${escape(voice.title.split(/[-–|:]/)[0] ?? '')}</a><input name="q" placeholder="${says(voice)[4]}"></div>
    <div id="gate"><p>${escape(voice.paras.at(-1) ?? '')}</p>${voice.buttons.map((one) => `<button>${escape(one)}</button>`).join('')}</div>
    ${voice.heads.map((head, at) => `<h2>${escape(head)}</h2>${tiles.slice(at * 5, at * 5 + 6).join('')}`).join('')}
    <p>${escape(voice.paras[0] ?? '')}</p><div>${voice.tags.map((tag) => `<a href="/c/${tag}">${escape(tag)}</a>`).join(' ')}</div>`,
  )
}

/** One long page that sells. */
const landing: Making = (voice) =>
  page(
    voice,
    `<header><nav>${voice.heads.map((head) => `<a href="#${head.length}">${escape(head)}</a>`).join('')}</nav></header>
    <main><h1>${escape(voice.title)}</h1><p class="lead">${escape(voice.paras[0] ?? '')}</p>
    ${voice.buttons.map((one) => `<button class="cta">${escape(one)}</button>`).join('')}
    <section>${voice.items
      .slice(0, 6)
      .map((item) => `<div><h3>${escape(item)}</h3></div>`)
      .join('')}</section>
    ${voice.paras
      .slice(1)
      .map((para) => `<p>${escape(para)}</p>`)
      .join('')}</main><footer>© ${escape(voice.host)}</footer>`,
    `<meta name="description" content="${escape(voice.paras[0] ?? '')}">`,
  )

/** Several people speak. */
const forum: Making = (voice, seed) => {
  const [reply, quote] = says(voice)
  const posts = [...voice.paras, ...voice.items.slice(0, 4)].map(
    (text, at) =>
      `<tr><td class="who">user${(seed + at * 3) % 97}<br>#${at + 1}</td><td>${escape(text)}<p><a href="?r=${at}">${reply} ${at + 1}</a> <a href="?q=${at}">${quote} ${at + 1}</a></p></td></tr>`,
  )
  return page(
    voice,
    `<div class="crumbs">${voice.heads.map((head) => `<a href="/f/${head.length}">${escape(head)}</a>`).join(' » ')}</div><h1>${escape(voice.title)}</h1>
    <table>${posts.join('')}</table><ul>${voice.items.map((item, at) => `<li><a href="/t/${at}">${escape(item)}</a></li>`).join('')}</ul>
    <form><textarea></textarea><button>${reply}</button></form>`,
  )
}

/** One person speaks at length. */
const blog: Making = (voice) =>
  page(
    voice,
    `<article><h1>${escape(voice.title)}</h1><time>12.03</time>${voice.paras.map((para, at) => `${voice.heads[at] === undefined ? '' : `<h2>${escape(voice.heads[at] ?? '')}</h2>`}<p>${escape(para)}</p>`).join('')}
    <p>${escape(voice.items.slice(4).join('. '))}.</p></article>
    <aside><ul>${voice.items
      .slice(0, 4)
      .map((item, at) => `<li><a href="/p/${at}">${escape(item)}</a></li>`)
      .join('')}</ul>
    ${voice.tags.map((tag) => `<a rel="tag" href="/tag/${tag}">#${escape(tag)}</a>`).join(' ')}</aside><div>${voice.buttons.map((one) => `<a role="button" href="#">${escape(one)}</a>`).join(' ')}</div>`,
  )

/** Cards with a price and a button each. */
const shop: Making = (voice) =>
  page(
    voice,
    `<h1>${escape(voice.title)}</h1><nav>${voice.heads.map((head) => `<a href="/k/${head.length}">${escape(head)}</a>`).join('')}</nav>
    <ul class="products">${voice.items.map((item, at) => `<li><img src="/p${at}.webp" alt=""><h3>${escape(item)}</h3><button>${escape(voice.buttons[0] ?? '')}</button></li>`).join('')}</ul>
    ${voice.paras.map((para) => `<p>${escape(para)}</p>`).join('')}<a href="/basket">${escape(voice.buttons.at(-1) ?? '')}</a>`,
  )

/** A stream of short posts with tags. */
const social: Making = (voice, seed) => {
  const [, , share, like] = says(voice)
  const posts = [...voice.paras, ...voice.items].map(
    (text, at) =>
      `<article><b>@${voice.host.split(/[.-]/)[0]}${seed % 9}</b><p>${escape(text)}</p>${voice.tags.map((tag) => `<a href="/tagged/${tag}">#${escape(tag)}</a>`).join(' ')}<button>${share}</button><button>${like} ${at * 7}</button></article>`,
  )
  return page(voice, `<h1>${escape(voice.title)}</h1>${posts.join('')}`)
}

/** XHTML of twenty years ago: tables, centred, pictures as links, no class anywhere. */
const ancient: Making = (voice) =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${voice.lang}" lang="${voice.lang}"><head><title>${escape(voice.title)}</title><meta name="keywords" content="${escape(voice.tags.join(', '))}" /></head><body><center><h1>${escape(voice.title)}</h1><table><tr><td>${voice.heads.map((head) => `<a href="${head.length}.htm">${escape(head)}</a><br />`).join('')}</td><td>${[...voice.items, ...voice.items.slice(0, 5)].map((item, at) => `<a href="pic${at}.htm"><img src="t${at}.gif" alt="${escape(item)}" /></a>`).join('')}${voice.paras.map((para) => `<p>${escape(para)}</p>`).join('')}${voice.items.map((item) => `<li>${escape(item)}</li>`).join('')}</td></tr></table>${voice.buttons.map((one) => `<input type="button" value="${escape(one)}" />`).join('')}</center></body></html>`

export const MAKINGS = { tube, landing, forum, blog, shop, social, ancient } satisfies Record<string, Making>
export type MakingName = keyof typeof MAKINGS

/** Which ways go with which kind; no kind is made in fewer than five. */
export const WAYS: Readonly<Record<string, readonly MakingName[]>> = {
  gambling: ['landing', 'tube', 'shop', 'blog', 'forum', 'ancient'],
  drugs: ['shop', 'forum', 'landing', 'blog', 'social', 'ancient'],
  adult: ['tube', 'landing', 'forum', 'blog', 'ancient', 'social'],
  violence: ['tube', 'forum', 'blog', 'landing', 'ancient', 'social'],
  hate: ['forum', 'blog', 'social', 'landing', 'ancient', 'shop'],
  'self-harm': ['social', 'forum', 'blog', 'landing', 'ancient', 'tube'],
}
