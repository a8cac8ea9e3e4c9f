/** For tests: pages that lessons need and that look like something else in one way or another. None may be stopped. */
import { over, page, place } from '../testing.ts'
import { ARTICLE, HONEST_PICTURES, HOST, at } from './testing-honest-pictures.ts'
import type { Case } from './testing-unblockers.ts'

const measuring = [
  'fetch',
  'XMLHttpRequest.open',
  'History.pushState',
  'History.replaceState',
  'Navigator.sendBeacon',
  'Document.cookie',
  'Function.toString',
]

/** By the names of the cases file where it has one. */
export const HONEST: Record<string, Case> = {
  ...HONEST_PICTURES,
  'fp-oauth': at('/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fschool.test%2Fback&state=aGVsbG8', {
    title: 'Sign in',
    labels: ['Email', 'Password', 'Sign in', 'Sign in with Google'],
    inputs: { passwords: 1 },
    links: { count: 3, hosts: ['school.test'], texts: ['Privacy', 'Terms', 'Help'] },
  }),
  'a return address that is packed up, on an app with a worker': at(
    `/login?continue=${btoa('https://www.school.test/home')}`,
    {
      title: 'Sign in',
      inputs: { passwords: 1 },
      storage: { controlled: true, workers: [{ scope: '/', script: '/sw.js' }] },
    },
  ),
  'fp-share': at('/share?u=https%3A%2F%2Fnews.test%2Fstory&text=Read%20this', {
    title: 'Share',
    labels: ['Post', 'Cancel'],
  }),
  'links out through a counter': at('/forum', {
    title: 'Forum',
    words: ARTICLE,
    links: { count: 40, own: Array.from({ length: 30 }, (_, i) => `/out?to=https%3A%2F%2Fsite${i}.test%2F`) },
  }),
  'fp-blob-preview': {
    signals: page({
      url: `blob:${HOST}/0b0e-11`,
      canvas: { count: 4, share: 0.6 },
      words: 'Page 1 of 4',
      labels: ['Next page', 'Zoom'],
    }),
    around: place(`${HOST}/`),
  },
  'a print window': {
    signals: page({ url: 'about:blank', title: 'Worksheet', words: ARTICLE }),
    around: place(`${HOST}/`),
  },
  'fp-service-worker': at('/app', {
    title: 'Notes',
    labels: ['New note', 'Search', 'Settings', 'Share'],
    storage: {
      controlled: true,
      workers: [{ scope: '/', script: '/sw.js' }],
      databases: ['notes'],
      caches: ['v1'],
    },
    acts: { sharedWorkers: 1, wasm: 1, keyListeners: 4 },
  }),
  'a reader with a worker': at('/feed/https%3A%2F%2Fblog.test%2Frss', {
    title: 'Reader',
    words: ARTICLE,
    storage: { controlled: true, workers: [{ scope: '/', script: '/sw.js' }] },
  }),
  'a preview that a script writes': {
    signals: page({
      url: 'about:srcdoc',
      top: false,
      title: 'Newsletter',
      words: ARTICLE,
      claims: ['news.test'],
    }),
    around: place(`${HOST}/`, { isTop: false }),
  },
  'an exercise in a frame that a script writes, on a page with a live line': at(
    '/course',
    {
      title: 'Course',
      frames: [{ url: 'about:srcdoc', share: 0.8, sandboxed: true }],
    },
    over('wss://lessons.fresh.test/live'),
  ),
  'games for maths': at('/games', {
    title: 'Maths games for year 4',
    tiles: 20,
    links: {
      count: 20,
      texts: Array.from(
        { length: 20 },
        (_, i) => ['Number game', 'Fractions game', 'Maths game'][i % 3] + ` ${i}`,
      ),
    },
  }),
  'a hotel with a box for messages': at(
    '/rooms/12',
    {
      title: 'Room 12: message us',
      labels: ['Your message', 'Send message', 'Chat with us', 'Members'],
      words: 'Rooms, room service, chat, messages, members, online booking. '.repeat(5),
      links: { own: ['/rooms/1', '/rooms/2'] },
    },
    over('wss://help.chatwidget.test/'),
  ),
  'a school’s own cloud': {
    signals: page({
      url: 'https://cloud.school.test/login',
      title: 'Office 365 — sign in',
      inputs: { passwords: 0 },
    }),
    around: place('https://cloud.school.test/login'),
  },
  'mail on a school’s own server': {
    signals: page({
      url: 'https://outlook.school.test/owa',
      title: 'Outlook',
      labels: ['Password', 'Sign in'],
      inputs: { passwords: 1 },
    }),
    around: place('https://outlook.school.test/owa'),
  },
  'embedding by a service that is told an address': at('/blog', {
    title: 'Blog',
    words: ARTICLE,
    resources: [
      'https://embed.test/oembed?format=json&url=https%3A%2F%2Fvideo.test%2F1',
      'https://count.test/p?u=https%3A%2F%2Flessons.fresh.test%2Fblog',
    ],
  }),
  'push messages': at('/', {
    title: 'News',
    words: ARTICLE,
    storage: {
      workers: [{ scope: '/firebase-cloud-messaging-push-scope', script: '/firebase-messaging-sw.js' }],
      keys: ['firebase:host:news.firebaseio.com'],
    },
  }),
  'fp-archive-ok': at(
    '/web/20200101000000/https://www.school.test/',
    { title: 'School', words: ARTICLE },
    { listed: ['translation-proxy'] },
  ),
  'fp-vpn-article': at('/wiki/Proxy_server', {
    title: 'Proxy server and VPN',
    headings: ['Web proxy', 'How to bypass a filter', 'Unblocked sites'],
    words: ARTICLE,
    links: {
      count: 90,
      hosts: ['www.rfc-editor.org', 'en.wikipedia.org', 'www.bbc.co.uk'],
      texts: ['Proxy', 'VPN', 'Mirror'],
      own: ['/wiki/VPN', '/wiki/Tor'],
    },
  }),
  'fp-service-path': at('/service/booking?ref=20250101&next=%2Fhome', {
    title: 'Book a service',
    words: ARTICLE,
  }),
  'an article about chatting with strangers': at('/safety', {
    title: 'Omegle and random video chat: what parents need to know',
    headings: ['Strangers online', 'Meet new people safely'],
    labels: ['Next', 'Search'],
    words: 'Random chat sites let children talk to strangers. '.repeat(60),
    video: { count: 1, share: 0.2 },
  }),
  'an article about games': at('/why-children-play', {
    title: 'Why children play computer games',
    headings: ['Games and learning', 'Players and levels'],
    words: ARTICLE,
    links: { count: 30, texts: ['Home', 'About', 'Games', 'Play', 'Research'] },
  }),
  'lazy pictures and frameworks': at('/shop', {
    title: 'Books',
    words: ARTICLE,
    oddAttributes: [
      'data-src',
      'data-srcset',
      'data-href',
      'ng-src',
      'ng-href',
      'xlink:href',
      'v-bind:src',
      'data-original-src',
    ],
    doubled: { seen: 60, count: 12, names: ['data-href'] },
  }),
  'scripts that measure': at('/news', {
    title: 'News',
    words: ARTICLE,
    claims: ['www.news.test'],
    acts: { replaced: measuring, globals: ['dataLayer', 'gtag', 'Sentry'] },
  }),
  'help about a brand': at('/help', {
    title: 'How to share a file — Google Docs',
    words: ARTICLE,
    labels: ['Search', 'Password'],
  }),
  'the school’s own sign-in': at('/login', {
    title: 'School portal: sign in',
    iconHost: 'www.gstatic.com',
    labels: ['Username', 'Password', 'Sign in with Google', 'Sign in with Microsoft'],
    inputs: { passwords: 1 },
  }),
  'a page of many links': at('/resources', {
    title: 'Maths resources',
    words: ARTICLE,
    tiles: 14,
    links: {
      count: 60,
      hosts: [
        'corbettmaths.com',
        'www.mathsgenie.co.uk',
        'nrich.maths.org',
        'www.geogebra.org',
        'www.desmos.com',
        'a.github.io',
        'b.github.io',
        'www.bbc.co.uk',
      ],
      texts: [
        'Algebra',
        'Geometry',
        'Number',
        'Ratio',
        'Statistics',
        'Probability',
        'Number games',
        'Puzzles',
      ],
    },
  }),
}
