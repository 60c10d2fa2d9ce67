"""Tests of the law files as objects: reading, checking, dating, keeping."""
