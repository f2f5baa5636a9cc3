export { type TestAnswer, type TestService, testService } from './test-service.ts'
