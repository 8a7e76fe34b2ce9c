"""Exports of news databases: many articles in a file, which often says how many there should be."""
