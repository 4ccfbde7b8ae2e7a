// SPDX-License-Identifier: GPL-2.0-or-later
// The API against its description (platform/web/pages/openapi.json): every path, every code; without a session, with one
// that is over, and from another origin.
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { equal, expect, until } from './harness.js'

const WEB = new URL('../../platform/web/', import.meta.url)
const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' }
const LATE = ['/restart', '/reset', '/claim', '/network', '/logout', '/password'] // their success is tested elsewhere: it takes the camera away

let api

/** [path, method, operation] of all. */
const operations = () => Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [path, method, operation]))

function call(board, path, method, operation, { cookie, origin, body } = {}) {
  const type = Object.keys(operation.requestBody?.content || {})[0]
  const headers = { ...(cookie ? { Cookie: cookie } : {}), ...(origin ? { Origin: origin } : {}), ...(type ? { 'Content-Type': type } : {}) }
  const abort = new AbortController()
  return fetch(`${board.page}/api/v1${path.replace('{id}', '1')}`, { method: method.toUpperCase(), headers, body: type ? body ?? (type === TYPES.json ? '{}' : '') : undefined, signal: abort.signal })
    .then((answer) => Object.assign(answer, { abort }))
}

/** What is wrong with a value by a schema: a list of sentences. */
function faults(value, schema, path = '$') {
  if (schema.$ref) return faults(value, schema.$ref.slice(2).split('/').reduce((at, key) => at[key], api), path)
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : Number.isInteger(value) && schema.type !== 'number' ? 'integer' : typeof value
  if (schema.type && type !== schema.type) return [`${path} is ${type}, not ${schema.type}`]
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, none of ${schema.enum}`]
  if (type === 'array') return value.flatMap((each, i) => faults(each, schema.items, `${path}[${i}]`))
  if (type !== 'object') return []
  const strange = Object.keys(value).filter((key) => schema.properties && !(key in schema.properties)).map((key) => `${path}.${key} is not described`)
  const missing = (schema.required || []).filter((key) => !(key in value)).map((key) => `${path}.${key} is missing`)
  return [...strange, ...missing, ...Object.keys(value).filter((key) => schema.properties?.[key]).flatMap((key) => faults(value[key], schema.properties[key], `${path}.${key}`))]
}

async function refusedAs(answer, operation, status, what) {
  equal(answer.status, status, what)
  const { error } = await answer.json()
  const codes = operation.responses[status]?.['x-codes']
  expect(codes?.includes(error.code), `${what}: ${error.code} is not described for ${status}`)
  expect(error.message.length > 10, `${what}: no sentence`)
}

export const tests = {
  async 'every path of the server is described, and no other'(board) {
    api = await (await fetch(`${board.page}/openapi.json`)).json()
    const router = await readFile(new URL('router.c', WEB), 'utf8')
    const served = [...router.matchAll(/READ\("([^"]+)"/g)].map(([, path]) => `get ${path.replace('#', '{id}')}`)
      .concat([...router.matchAll(/CHANGE\("(\w+)",\s*"([^"]+)"/g)].map(([, method, path]) => `${method.toLowerCase()} ${path.replace('#', '{id}')}`))
    expect(served.length > 20, `${served.length} paths`)
    equal(operations().map(([path, method]) => `${method} ${path}`).sort().join('\n'), served.sort().join('\n'), 'paths')
    const access = { ACCESS_ANYONE: 'anyone', ACCESS_SETUP: 'setup', ACCESS_UNCLAIMED: 'unclaimed', ACCESS_OWNER: 'owner' }
    for (const [, path, who] of router.matchAll(/"(\/[^"]+)",\s*ENDPOINT_\w+,\s*(ACCESS_\w+)/g))
      expect(Object.values(api.paths[path.replace('#', '{id}')]).some((operation) => operation['x-access'] === access[who]), `${path} is for ${access[who]}`)
  },

  async 'every code of an error is described, and no other'() {
    const described = new Set([...api['x-codes'], ...operations().flatMap(([, , operation]) => Object.values(operation.responses).flatMap((response) => response['x-codes'] || []))])
    const sources = (await readdir(WEB)).filter((name) => name.endsWith('.c'))
    const made = new Set(['password_wrong'])
    for (const name of sources) {
      const source = await readFile(new URL(name, WEB), 'utf8')
      for (const [, code] of source.matchAll(/(?:reply_error|request_refuse)\([^;]*?MHD_HTTP_\w+,\s*"(\w+)"/g)) made.add(code)
      for (const [, code] of source.matchAll(/return (?:\*message == NULL \? NULL : )?"(\w+)";/g)) if (name === 'api_setup.c') made.add(code)
      for (const [, code] of source.matchAll(/"code", "(\w+)"/g)) made.add(code)
    }
    const reasons = new Set(['not_permitted', 'wrong_secret', 'busy', 'resetting', 'malformed', 'unsupported_security', 'not_owned', 'already_owned'])
    expect(made.size > 20, `${made.size} codes`)
    equal([...made].filter((code) => !described.has(code)).sort().join(), '', 'codes that are not described')
    equal([...described].filter((code) => !made.has(code) && !reasons.has(code)).sort().join(), '', 'codes that nothing sends')
  },

  async 'without an owner: what is described for setup, and refusals'(board) {
    for (const [path, method, operation] of operations()) {
      if (operation['x-access'] === 'owner') await refusedAs(await call(board, path, method, operation), operation, 409, `${method} ${path} without an owner`)
      if (operation['x-access'] !== 'setup') continue
      const answer = await call(board, path, method, operation)
      equal(answer.status, 200, `${method} ${path}`)
      equal(faults(await answer.json(), operation.responses[200].content['application/json'].schema).join('\n'), '', path)
    }
  },

  async 'without a session, and with one that is over, nothing of the owner’s is told or done'(board) {
    await board.claim()
    await fetch(`${board.page}/api/v1/login`, { method: 'POST', headers: { 'Content-Type': TYPES.json }, body: '{"password":"a good password"}' }).then(async (answer) => {
      const cookie = answer.headers.get('set-cookie').split(';')[0]
      await fetch(`${board.page}/api/v1/logout`, { method: 'POST', headers: { Cookie: cookie } })
      for (const [path, method, operation] of operations()) {
        if (!['owner', 'setup'].includes(operation['x-access'])) continue
        for (const [what, given] of [['no session', undefined], ['a session that was ended', cookie], ['a made-up session', 'pinhole=' + '0'.repeat(32)], ['an empty one', 'pinhole=']])
          await refusedAs(await call(board, path, method, operation, { cookie: given }), operation, 401, `${method} ${path} with ${what}`)
      }
    })
    const claim = api.paths['/claim'].post
    await refusedAs(await call(board, '/claim', 'post', claim, { body: 'ssid=Home&password=long+enough' }), claim, 409, 'a second claim')
  },

  async 'no change is taken from another origin, whatever the session'(board) {
    for (const [path, method, operation] of operations()) {
      if (method === 'get') continue
      for (const origin of ['http://evil.example', 'null', board.page.replace('127.0.0.1', 'localhost')])
        await refusedAs(await call(board, path, method, operation, { cookie: board.cookie, origin }), operation, 403, `${method} ${path} from ${origin}`)
    }
  },

  async 'nothing that is read is given to a page of another origin'(board) {
    for (const [path, method, operation] of operations()) {
      if (method !== 'get') continue
      const answer = await call(board, path, method, operation, { cookie: board.cookie, origin: 'http://evil.example' })
      equal(answer.headers.get('access-control-allow-origin'), null, `${path}: Access-Control-Allow-Origin`)
      equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin', `${path}: Cross-Origin-Resource-Policy`)
      answer.abort.abort()
    }
  },

  async 'with a session each answers as described'(board) {
    await until('a recording', async () => (await board.get('/recordings', board.cookie)).recordings.length > 0)
    for (const [path, method, operation] of operations()) {
      if (LATE.includes(path) || operation['x-access'] === 'unclaimed') continue
      if (path === '/recordings/{id}' || path === '/sessions/{id}') continue
      const answer = await call(board, path, method, operation, { cookie: board.cookie, body: path === '/login' ? '{"password":"a good password"}' : '{}' })
      equal(answer.status, 200, `${method} ${path}`)
      const [type, { schema }] = Object.entries(operation.responses[200].content)[0]
      expect(answer.headers.get('content-type').startsWith(type), `${method} ${path}: ${answer.headers.get('content-type')}`)
      if (schema) equal(faults(await answer.json(), schema).join('\n'), '', `${method} ${path}`)
      else answer.abort.abort()
    }
    const gone = api.paths['/recordings/{id}'].delete
    equal(faults(await (await call(board, '/recordings/{id}', 'delete', gone, { cookie: board.cookie })).json(), gone.responses[200].content['application/json'].schema).join(), '', 'delete')
    for (const [path, method, code] of [['/recordings/{id}', 'delete'], ['/recordings/{id}.mp4', 'get'], ['/recordings/{id}.jpg', 'get'], ['/sessions/{id}', 'delete']])
      await refusedAs(await call(board, path, method, api.paths[path][method], { cookie: board.cookie }), api.paths[path][method], 404, `${method} ${path} ${code || ''}`)
    for (const path of ['/network', '/reset', '/password']) await refusedAs(await call(board, path, 'post', api.paths[path].post, { cookie: board.cookie }), api.paths[path].post, 422, path)
    await refusedAs(await call(board, '/settings', 'put', api.paths['/settings'].put, { cookie: board.cookie, body: '{"colour":1}' }), api.paths['/settings'].put, 422, 'settings')
  },

  async 'what the stream tells is as described'(board) {
    const abort = new AbortController()
    const answer = await fetch(`${board.page}/api/v1/stream`, { headers: { Cookie: board.cookie }, signal: abort.signal })
    const kinds = api.paths['/stream'].get.responses[200].content['text/event-stream']['x-events']
    const heard = new Set()
    let text = ''
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      text += part
      const messages = text.split('\n\n')
      text = messages.pop()
      for (const message of messages) {
        const [, kind, data] = message.match(/^event: (\w+)\ndata: (.*)$/)
        const told = JSON.parse(data)
        expect(kinds[kind], `${kind} is not described`)
        equal(faults(told, kinds[kind]).join('\n'), '', kind)
        heard.add(kind === 'motion' && told.blobs.length ? 'blobs' : kind)
      }
      if (['status', 'blobs', 'event'].every((each) => heard.has(each))) break
    }
    abort.abort()
  },

  async 'a session that was not used for a month is over, at every path'(board) {
    const login = () => fetch(`${board.page}/api/v1/login`, { method: 'POST', headers: { 'Content-Type': TYPES.json }, body: '{"password":"a good password"}' })
    await fetch(`${board.page}/api/v1/sessions`, { method: 'DELETE', headers: { Cookie: board.cookie } })
    const cookie = (await login()).headers.get('set-cookie').split(';')[0]
    equal((await board.get('/status', cookie)).session, true, 'the session, when it is new')
    // The file of the sessions (auth.c): a head of 8 bytes, then records of 136, each with its times at 72 and 80.
    const path = join(board.state, 'data', 'sessions')
    const file = await readFile(path)
    const opened = [...Array((file.length - 8) / 136).keys()].filter((i) => file[8 + i * 136] === 1)
    equal(opened.length, 2, 'sessions in the file')
    const newest = 8 + 136 * opened.at(-1)
    for (const at of [72, 80]) file.writeBigInt64LE(file.readBigInt64LE(newest + at) - 31n * 86400n, newest + at)
    await writeFile(path, file)
    await fetch(`${board.page}/api/v1/restart`, { method: 'POST', headers: { Cookie: board.cookie } })
    await until('it has restarted', async () => (await board.get('/status', cookie)).session === false && (await board.get('/status', board.cookie)).session)
    for (const [path, method, operation] of operations())
      if (['owner', 'setup'].includes(operation['x-access'])) await refusedAs(await call(board, path, method, operation, { cookie }), operation, 401, `${method} ${path} with a session of last month`)
  },
}
