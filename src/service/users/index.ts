export { type Credentials, parseCredentials } from './credentials.ts'
export { hashPassword, type PasswordHash, parsePasswordHash, unmatchableHash, verifyPassword } from './password.ts'
export { addUser, listUsers, readUsers, readUsersText, removeUser } from './users-file.ts'
