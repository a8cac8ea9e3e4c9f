/** Parameters that speak of an address and do not lead there: looked over where nobody hid what they say. */
import { percentDecoded } from './codecs.ts'

/** Where a page came from, and who shows it: named without leading there. */
const ABOUT_ITSELF = /^(?:ref|referr?er|origin|parent|utm_.*|widget_referrer|embed_?origin)$/i
/** The same, by names that a service may use for what it shows. */
const CAME_FROM =
  /^(?:source|source_?url|from|from_?url|landing|landing_?(?:page|url)|parent_?url|page_?url|document_?referr?er|t_u|dr|dl|iss)$/i
/** What is passed on to others. */
const SHARED = /^(?:twitter|text|status|body|quote|via)$/i
const SEARCHED = /^(?:q|query|search|keywords?|term)$/i
const SEARCH_PATH = /(?:^|\/)search(?:\/|$)/i
/** Who signs in is sent back with these. */
const SENT_BACK = /^(?:redirect_uri|state|iss)$/i
const SIGNS_IN = /[?&](?:client_id|response_type)=/i
const IS_SENT_BACK = /[?&]redirect_uri=/i

export interface Parameter {
  readonly name: string
  readonly value: string
}

/** Which parameters of an address to look over. `isNamed`: its host shows other pages, by whatever parameter. */
export function onlySpeaks(path: string, query: string, isNamed: boolean): (one: Parameter) => boolean {
  if (isNamed) return ({ name, value }) => ABOUT_ITSELF.test(name) && isAddress(value)
  const isSearch = SEARCH_PATH.test(path)
  const isSignIn = SIGNS_IN.test(query) && IS_SENT_BACK.test(query)
  return ({ name, value }) =>
    (isSignIn && SENT_BACK.test(name)) ||
    ((ABOUT_ITSELF.test(name) || CAME_FROM.test(name)) && isAddress(value)) ||
    ((SHARED.test(name) || (isSearch && SEARCHED.test(name))) && isReadable(value))
}

const isAddress = (value: string): boolean => /^(?:https?|wss?):/i.test(percentDecoded(value))

/** An address in words, or alone, as people write it. */
const isReadable = (value: string): boolean =>
  /(?:^|[\s+(])(?:https?|wss?):/i.test(percentDecoded(value).replace(/%20/g, ' '))
