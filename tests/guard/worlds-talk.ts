/** Chats, with strangers and in rooms, and false sign-ins. */
import { page, links, type At, type MakeWorld } from './world.ts'
import type { Says } from './worlds-say.ts'

const talk = (say: Says): string =>
  `<h1>${say.title}</h1><p>${say.two}</p>${say.items.map((item) => `<button>${item}</button>`).join('')}`
export const strangers: Record<string, MakeWorld> = {
  'two pictures': ({ say }) => ({
    path: '/',
    html: page({ title: say.title, body: `${talk(say)}<video></video><video></video>` }),
    deeds: { video: { count: 2, share: 0.4 }, acts: { camera: 1, peers: 1 } },
    network: { sockets: ['/signal'] },
  }),
  'text only': ({ say }) => ({
    path: '/text',
    html: page({ title: say.title, body: `${talk(say)}<textarea placeholder="${say.one}"></textarea>` }),
    deeds: { acts: { keyListeners: 1 } },
    network: { sockets: ['wss://pair.somewhere.test/ws'] },
  }),
  landing: ({ say }) => ({
    path: '/start',
    html: page({
      title: say.title,
      body: `<header>${say.title}</header><p>${say.one}. ${say.two}</p>${say.items.map((item) => `<button>${item}</button>`).join('')}<video></video><video></video>`,
    }),
    deeds: { video: { count: 2, share: 0.5 }, acts: { camera: 1, peers: 2 } },
    network: { sockets: ['/ws'] },
  }),
  'library for peers': ({ say, name }) => ({
    path: `/r/${name}`,
    html: page({ title: say.title, body: talk(say) + `<video></video><video></video>` }),
    deeds: {
      video: { count: 2, share: 0.3 },
      resources: ['/peerjs.min.js'],
      acts: { peers: 1, camera: 1, dataChannels: 1 },
    },
    network: { sockets: ['/peerjs?key=x'] },
  }),
  'cheap copy': ({ say }) => ({
    path: '/',
    html: page({
      title: say.title,
      body: `<center><b>${say.title}</b><br>${say.one}<br>${say.items.map((item) => `<input type="button" value="${item}">`).join('')}</center><video></video><video></video>`,
    }),
    deeds: { video: { count: 2, share: 0.3 }, acts: { camera: 1, peers: 1 } },
    network: { sockets: ['/s'] },
    isCheapPlace: true,
  }),
}

const room = (say: Says, name: string): string =>
  `<aside>${links(say.items, (at) => `/#/room/!${name}${at}`)}</aside><h2>${say.title}</h2><p>${say.two}</p><textarea placeholder="${say.one}"></textarea>`
export const chats: Record<string, MakeWorld> = {
  matrix: ({ say, name }) => ({
    path: `/#/room/!${name}:somewhere.test`,
    html: page({ title: say.title, body: room(say, name) }),
    deeds: {
      resources: [
        'https://m.somewhere.test/_matrix/client/v3/sync?timeout=30000',
        `https://m.somewhere.test/_matrix/client/v3/rooms/!${name}/messages`,
      ],
      storage: { databases: ['matrix-js-sdk:crypto'] },
    },
  }),
  irc: ({ say, name }) => ({
    path: `/#chan-${name.length}`,
    html: page({
      title: say.title,
      body: `<form><input placeholder="Nick"><input placeholder="Channel"><button>${say.items[0] ?? ''}</button></form>${room(say, name)}`,
    }),
    deeds: {
      resources: ['/kiwi/app.js'],
      storage: { keys: ['kiwi-state'] },
    },
    network: { sockets: ['/webirc/websocket/'] },
  }),
  gateway: ({ say, name }) => ({
    path: `/channels/${name}`,
    html: page({ title: say.title, body: room(say, name) }),
    deeds: {},
    network: { sockets: ['wss://gw.somewhere.test/?v=10&encoding=json'] },
  }),
  'own rooms': ({ say, name }) => ({
    path: `/room/${name}`,
    html: page({
      title: say.title,
      body: `${room(say, name)}<p>${say.two} ${say.items.join(' ')}</p><input placeholder="${say.one}">`,
    }),
    deeds: {
      storage: { keys: ['chat-nickname'] },
    },
    network: { sockets: ['/socket.io/?EIO=4&transport=websocket'] },
  }),
  'group messenger': ({ say, name }) => ({
    path: `/c/${name}`,
    html: page({
      title: say.title,
      body: `<nav>${links(say.items, (at) => `/channel/${name}${at}`)}</nav><p>${say.two}</p><div contenteditable aria-label="${say.one}"></div><input placeholder="${say.one}">`,
    }),
    deeds: {
      resources: ['/api/v9/channels/123456/messages'],
    },
    network: { sockets: ['/gateway/?encoding=json&v=9'] },
  }),
}

const signIn = ({ say, name }: At, brand: string, head = ''): string =>
  page({
    title: brand,
    head,
    body: `<h1>${say.title}</h1><form><input type="email" placeholder="${say.one}"><input type="password" placeholder="${say.two}"><button>${say.items[0] ?? ''}</button></form><a href="/${name}">${say.items[1] ?? ''}</a>`,
  })
export const falseSignIns: Record<string, MakeWorld> = {
  'search company': (at) => ({
    path: '/signin',
    html: signIn(
      at,
      'Sign in - Google Accounts',
      '<link rel="icon" href="https://www.google.com/favicon.ico">',
    ),
    deeds: {},
  }),
  office: (at) => ({
    path: '/common/oauth2',
    html: signIn(
      at,
      'Sign in to your Microsoft account',
      '<link rel="icon" href="https://logincdn.msauth.net/favicon.ico">',
    ),
    deeds: {},
  }),
  'cheap copy': (at) => ({
    path: `/${at.name}.html`,
    html: signIn(at, 'Google Classroom'),
    deeds: {},
    isCheapPlace: true,
  }),
  'saved page': (at) => ({
    path: '/index.html',
    html: signIn(at, 'Microsoft Teams', '<link rel="canonical" href="https://login.microsoftonline.com/">'),
    deeds: {},
  }),
  homework: (at) => ({
    path: '/login',
    html: signIn(
      at,
      'Satchel One',
      '<link rel="icon" href="https://www.satchelone.com/favicon.ico"><meta property="og:url" content="https://www.satchelone.com/login">',
    ),
    deeds: {},
  }),
}
