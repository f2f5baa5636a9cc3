import type { Problem } from '../errors.ts'
import { described, isRecord } from '../values.ts'
import type { Access } from './access.ts'
import { checkDeployment } from './check-deployment.ts'
import type { Check, Evaluation } from './contract.ts'
import { checkCors } from './cors.ts'
import { checkLimits, type RequestLimits } from './limits.ts'

/** RFC 1123: how Kubernetes names things, and what a host name's part may be. */
const serviceName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
/** A model's name is a folder in the store and a part of an address; a permission's is a column of the users' file. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/
const kinds: readonly unknown[] = [
  'text-classifier',
  'tabular-classifier',
  'text-regressor',
  'tabular-regressor',
  'vader',
]
/** Words that `allow` and the users' file already use. */
const reservedPermissions = ['user', 'everyone', 'username', 'password']

/** Everything that is wrong with a definition, its routes left aside. What it is given may be anything at all. */
export function checkDefinition(definition: unknown): Problem[] {
  if (!isRecord(definition))
    return [{ path: '/', message: `expected an object, as defineService gives, got ${described(definition)}.` }]
  const models = isRecord(definition.models) ? definition.models : {}
  const limitProblems = checkLimits(definition.limits)
  const limits = limitProblems.length === 0 ? (definition.limits as RequestLimits | undefined) : undefined
  return [
    ...checkName(definition.name),
    ...checkPort(definition.port),
    ...checkModels(definition.models),
    ...checkAccess(definition.access as Access | undefined),
    ...checkCors(definition.cors),
    ...checkExamples(definition.examples, models),
    ...checkSuites(definition.checks),
    ...checkLogName(definition.checksLog),
    ...checkEvaluation(definition.evaluate as Evaluation | undefined, models),
    ...limitProblems,
    ...checkUnseenValues(definition.unseenValues),
    ...checkDeployment(definition.name, definition.deploy, limits),
  ]
}

function checkName(name: unknown): Problem[] {
  if (typeof name === 'string' && serviceName.test(name)) return []
  return [
    {
      path: '/name',
      message:
        `expected at most 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit ` +
        `(RFC 1123), got ${described(name)}.`,
    },
  ]
}

function checkUnseenValues(policy: unknown): Problem[] {
  if (policy === undefined || ['warn', 'refuse', 'ignore'].includes(policy as string)) return []
  return [{ path: '/unseenValues', message: `expected "warn", "refuse" or "ignore", got ${described(policy)}.` }]
}

function checkPort(port: unknown): Problem[] {
  if (Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65_535) return []
  return [{ path: '/port', message: `expected a whole number from 1 to 65535, got ${described(port)}.` }]
}

function checkModels(models: unknown): Problem[] {
  if (!isRecord(models) || Object.keys(models).length === 0) {
    return [{ path: '/models', message: 'expected at least one model, such as { v1: textClassifier({ … }) }.' }]
  }
  return Object.entries(models).flatMap(([name, model]) => {
    const path = `/models/${name}`
    const problems: Problem[] = []
    if (!plainName.test(name)) problems.push({ path, message: nameRule('model', name) })
    if (!isRecord(model) || !kinds.includes(model.kind)) {
      problems.push({
        path,
        message: `expected a model, such as textClassifier({ … }) or tabularRegressor({ … }), got ${described(model)}.`,
      })
    } else if (isRecord(model.source) && typeof model.source.testOn === 'string') {
      const { testOn } = model.source
      const other = Object.hasOwn(models, testOn) ? models[testOn] : undefined
      if (!isRecord(other) || testOn === name) {
        problems.push({
          path: `${path}/testOn`,
          message: `"${testOn}" is ${testOn === name ? 'the model itself' : 'not a model of this service'}; ${offer(Object.keys(models).filter((n) => n !== name))}.`,
        })
      }
    }
    return problems
  })
}

function checkAccess(access: Access | undefined): Problem[] {
  if (access === undefined) return []
  if (!isRecord(access) || access.scheme !== 'basic') {
    return [{ path: '/access', message: `expected basicAuth({ users, permissions }), got ${described(access)}.` }]
  }
  const problems: Problem[] = []
  if (typeof access.users !== 'string' || access.users === '') {
    problems.push({
      path: '/access/users',
      message: `expected the name of a file, such as "credentials.csv", got ${described(access.users)}.`,
    })
  }
  const permissions: readonly unknown[] = Array.isArray(access.permissions) ? access.permissions : []
  if (!Array.isArray(access.permissions)) {
    problems.push({
      path: '/access/permissions',
      message: `expected a list of names, got ${described(access.permissions)}.`,
    })
  }
  permissions.forEach((permission, i) => {
    const path = `/access/permissions/${i}`
    if (typeof permission !== 'string' || !plainName.test(permission)) {
      problems.push({ path, message: nameRule('permission', permission) })
    } else if (reservedPermissions.includes(permission)) {
      problems.push({ path, message: `"${permission}" has a meaning of its own; choose another name.` })
    } else if (permissions.indexOf(permission) !== i) {
      problems.push({ path, message: `"${permission}" is there twice.` })
    }
  })
  return problems
}

function checkExamples(examples: unknown, models: object): Problem[] {
  if (examples === undefined) return []
  if (!isRecord(examples))
    return [{ path: '/examples', message: `expected inputs by model, got ${described(examples)}.` }]
  return Object.entries(examples).flatMap(([name, inputs]) => {
    const path = `/examples/${name}`
    if (!Object.hasOwn(models, name))
      return [{ path, message: `there is no model "${name}"; ${offer(Object.keys(models))}.` }]
    return Array.isArray(inputs) ? [] : [{ path, message: `expected a list of inputs, got ${described(inputs)}.` }]
  })
}

function checkSuites(checks: unknown): Problem[] {
  if (checks === undefined) return []
  if (!isRecord(checks))
    return [{ path: '/checks', message: `expected lists of checks by suite, got ${described(checks)}.` }]
  return Object.entries(checks).flatMap(([suite, list]) => {
    const path = `/checks/${suite}`
    if (!plainName.test(suite)) return [{ path, message: nameRule('suite', suite) }]
    if (!Array.isArray(list) || list.length === 0) return [{ path, message: 'expected at least one check.' }]
    return (list as Check[]).flatMap((check, i) => checkOne(check, `${path}/${i}`))
  })
}

function checkLogName(file: unknown): Problem[] {
  if (file === undefined || (typeof file === 'string' && plainName.test(file))) return []
  return [
    { path: '/checksLog', message: `expected the name of a file, such as "results.txt", got ${described(file)}.` },
  ]
}

function checkOne(check: Check, path: string): Problem[] {
  const problems: Problem[] = []
  if (typeof check?.name !== 'string' || check.name === '')
    problems.push({ path: `${path}/name`, message: 'expected a sentence that says what is promised.' })
  const to = check?.request?.path
  if (typeof to !== 'string' || !to.startsWith('/'))
    problems.push({
      path: `${path}/request/path`,
      message: `expected a path that begins with "/", got ${described(to)}.`,
    })
  const status = check?.expect?.status
  if (!isRecord(check?.expect))
    problems.push({ path: `${path}/expect`, message: 'expected what has to come back: a status, a body, or both.' })
  else if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    problems.push({
      path: `${path}/expect/status`,
      message: `expected an HTTP status from 200 to 599, got ${described(status)}.`,
    })
  }
  return problems
}

function checkEvaluation(evaluate: Evaluation | undefined, models: object): Problem[] {
  if (evaluate === undefined || (typeof evaluate.model === 'string' && Object.hasOwn(models, evaluate.model))) return []
  return [
    {
      path: '/evaluate/model',
      message: `there is no model ${described(evaluate.model)}; ${offer(Object.keys(models))}.`,
    },
  ]
}

function nameRule(what: string, name: unknown): string {
  return `the name of a ${what} is at most 63 letters, digits, dots, dashes and underscores and begins with a letter or digit, got ${described(name)}.`
}

function offer(names: readonly string[]): string {
  return names.length === 0 ? 'there is no other' : `name one of ${names.map((name) => `"${name}"`).join(', ')}`
}
