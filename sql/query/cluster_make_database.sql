-- no parameters
create database landbridge owner landbridge
