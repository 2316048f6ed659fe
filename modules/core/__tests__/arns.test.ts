import { isKmsKeyArn } from "@terrace/core";
import { Lazy } from "cdktf";

test.each([
  ["a key", "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef", true],
  ["a multi-region key", "arn:aws:kms:eu-west-1:111111111111:key/mrk-0123456789abcdef0123456789abcdef", true],
  ["a key in China", "arn:aws-cn:kms:cn-north-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef", true],
  ["what is known later", Lazy.stringValue({ produce: () => "later" }), true],
  ["an alias", "arn:aws:kms:eu-west-1:111111111111:alias/app", false],
  ["another service", "arn:aws:s3:::key/01234567", false],
  ["an account of 11 digits", "arn:aws:kms:eu-west-1:11111111111:key/01234567", false],
  ["no region", "arn:aws:kms::111111111111:key/01234567", false],
  ["no id", "arn:aws:kms:eu-west-1:111111111111:key/", false],
  ["an id alone", "01234567-89ab-cdef-0123-456789abcdef", false],
  ["something behind it", "arn:aws:kms:eu-west-1:111111111111:key/01234567/x", false],
])("%s: %s is %s", (_what, arn, expected) => {
  expect(isKmsKeyArn(arn)).toBe(expected);
});
